// Every verdict over a scripted engine: the exit code, the reason, and what stands beside it.
import { describe, expect, test } from 'vitest';
import { SimError } from '#src/errors.js';
import { since } from '../../assertions/drive.ts';
import { BASE_STAMP, node, NODE, OTHER_STAMP, service, task } from '../../assertions/views.ts';
import {
  check,
  checked,
  completed,
  deadTask,
  goesWell,
  headTask,
  oldEnds,
  rollsBack,
  secondDeploy,
  updating,
} from './live-rollout.ts';
import { failure } from '../../report/check/sample-result.ts';

describe('pass: exit 0', () => {
  test('once the head has run unchanged for longer than the window and the lag', async () => {
    const { exitCode, result } = await checked(goesWell);
    expect(exitCode).toBe(0);
    expect(result).toMatchObject({ status: 'pass', verdict: 'pass', reason: { code: 'holds' }, evidence: [] });
    // Completed at 4 s; the monitor of 5 s and a lag of 2 s from then on.
    expect(result.timings).toMatchObject({ windowMs: 7_000 });
    expect(result.timings.elapsedMs).toBeGreaterThan(11_000);
    expect(result.timings.elapsedMs).toBeLessThan(13_000);
  });

  test('a larger --lag makes it wait longer, a longer --interval read less', async () => {
    const [lagging, rarely] = [
      await checked(goesWell, ['--lag', '20s']),
      await checked(goesWell, ['--interval', '5s']),
    ];
    expect([lagging.exitCode, rarely.exitCode]).toEqual([0, 0]);
    expect(lagging.result.timings.elapsedMs).toBeGreaterThan(29_000);
    expect(rarely.result.timings.reads).toBeLessThan(40);
  });

  test('a service that is scaled is waited for anew', async () => {
    const second = task(5, { slot: 2, createdAtMs: 6_000 });
    const inspect = since(updating, [4_000, completed], [6_000, { ...completed, version: 25, replicas: 2 }]);
    const list = since([oldEnds, headTask], [6_000, [headTask, second]]);
    const { exitCode, result } = await checked({
      ...goesWell,
      inspect,
      list,
      upToDate: since([headTask], [6_000, [headTask, second]]),
    });
    expect(exitCode).toBe(0);
    expect(result.timings.elapsedMs).toBeGreaterThan(13_000);
    expect(result.services[0]).toMatchObject({ wanted: 2, tasks: { head: { running: 2 } } });
  });

  test('a service that is replaced by another of its name is waited for anew: what runs then is what counts', async () => {
    const { exitCode, result } = await checked({
      ...goesWell,
      inspect: since(updating, [3_000, service({ version: 90, previousStamp: null })]),
      list: since([oldEnds, headTask], [3_000, [task(9)]]),
      upToDate: since([headTask], [3_000, [task(9)]]),
    });
    expect(exitCode).toBe(0);
    expect(result.timings.elapsedMs).toBeGreaterThan(3_000 + 7_000);
  });

  test('--allow-restarts puts up with a death, and says that the claim does not', async () => {
    const dies = { ...goesWell, list: () => [oldEnds, deadTask, task(3)], upToDate: () => [task(3)] };
    expect(await checked(dies)).toMatchObject({ exitCode: 1, result: { reason: { code: 'head-died' } } });
    const { exitCode, result } = await checked(dies, ['--allow-restarts', '1']);
    expect(exitCode).toBe(0);
    expect(result).toMatchObject({ status: 'pass', claimHolds: false });
    expect(result.claimLimits.join()).toContain('--allow-restarts 1');
  });
});

describe('fail: exit 1', () => {
  test('the engine rolls back: the last failed task of this rollout stands beside it', async () => {
    const asked: [number, number][] = [];
    const evidence = (service: number, sinceMs: number) => (asked.push([service, sinceMs]), failure);
    const { exitCode, result } = await checked({ ...rollsBack, failure: evidence });
    expect(exitCode).toBe(1);
    expect(result).toMatchObject({ status: 'fail', reason: { code: 'head-died' }, evidence: [failure] });
    expect(result.services[0]).toMatchObject({ status: 'fail', updateState: 'rollback_started', carriesHead: false });
    expect(asked).toEqual([[0, -500]]);
  });

  test.each([
    ['paused', { inspect: () => service({ updateState: 'paused' as const }) }, 'paused'],
    ['a task of the head dies', { list: () => [oldEnds, deadTask] }, 'head-died'],
    ['a second deploy comes in', secondDeploy, 'superseded'],
  ])('%s', async (_, script, code) => {
    const { exitCode, result } = await checked({ ...goesWell, ...script });
    expect(exitCode).toBe(1);
    expect(result).toMatchObject({ status: 'fail', verdict: 'fail', reason: { code } });
  });

  test('of two services the one that failed is named, the other is not called good', async () => {
    const inspect = (ms: number, index: number) =>
      index === 1 && ms > 3_000
        ? service({ stamp: BASE_STAMP, updateState: 'rollback_completed' })
        : (goesWell.inspect?.(ms, index) ?? updating);
    const { result } = await checked({ ...goesWell, services: ['app', 'worker'], inspect });
    expect(result.services).toMatchObject([
      { name: 'app', status: 'unverified' },
      { name: 'worker', status: 'fail', says: expect.stringContaining('rolled worker back') as string },
    ]);
  });
});

describe('undecided: exit 3', () => {
  test('at the deadline, with what was missing', async () => {
    const { exitCode, result } = await checked({ ...goesWell, inspect: () => updating }, ['--timeout', '20s']);
    expect(exitCode).toBe(3);
    expect(result).toMatchObject({ status: 'unverified', verdict: 'undecided', reason: { code: 'deadline' } });
    expect(result.reason.message).toContain('an update status of unset or completed');
  });

  test('of two services one has no label', async () => {
    const inspect = (ms: number, index: number) => ({
      ...(goesWell.inspect?.(ms, 0) ?? updating),
      ...(index === 1 ? { stamp: null, previousStamp: null } : {}),
    });
    const { exitCode, result } = await checked({ ...goesWell, services: ['app', 'db'], inspect }, ['--timeout', '20s']);
    expect(exitCode).toBe(3);
    expect(result.services).toMatchObject([
      { name: 'app', status: 'unverified' },
      { name: 'db', status: 'unverified', says: 'carries no stamp to tell its commit by' },
    ]);
  });

  test.each([
    ['the engine is restarted', 'the connection was closed'],
    ['there is no leader', 'HTTP 503: the swarm does not have a leader'],
    ['the service is removed', 'HTTP 404: service app not found'],
  ])('%s in the middle: no verdict, however good it looked', async (_, message) => {
    const instead = (ms: number) =>
      ms < 9_000 ? null : Promise.resolve({ read: 'error' as const, message, askedMs: ms, answeredMs: ms });
    const { exitCode, result } = await checked({ ...goesWell, instead });
    expect(exitCode).toBe(3);
    expect(result).toMatchObject({ status: 'unverified', reason: { code: 'no-answer' } });
    expect(result.reason.message).toContain(message);
    expect(result.evidenceMissing).not.toBeNull();
  });

  test('an answer in the middle that sim cannot read', async () => {
    const error = new SimError({
      code: 'docker.unexpected-payload',
      what: 'UpdateStatus.State is "shrugging"',
      remedy: 'Tell us.',
    });
    const { exitCode, result } = await checked({ ...goesWell, instead: (ms) => (ms < 5_000 ? null : error) });
    expect(exitCode).toBe(3);
    expect(result.reason.message).toContain('shrugging');
  });

  test('an answer that never comes', async () => {
    const instead = (_: number, nth: number) => (nth < 8 ? null : new Promise<never>(() => undefined));
    const { exitCode, result } = await checked({ ...goesWell, instead }, ['--timeout', '1s']);
    expect(exitCode).toBe(3);
    expect(result.reason.message).toContain('no answer for 1 s');
  });
});

describe('late answers', () => {
  test('do not shorten the window: it counts from the answer of its first round to the request of its last', async () => {
    const { exitCode, result } = await checked({ ...goesWell, readMs: 3_000 });
    expect(exitCode).toBe(0);
    expect(result.timings.elapsedMs).toBeGreaterThan(4_000 + 7_000);
  });

  test('may leave no time for a second round', async () => {
    expect(await checked({ ...goesWell, readMs: 8_000 }, ['--timeout', '30s'])).toMatchObject({ exitCode: 3 });
  });
});

describe('the engine never answers: exit 5', () => {
  test.each(['docker.unreachable', 'docker.no-swarm', 'docker.not-a-manager', 'docker.no-such-stack'] as const)(
    '%s',
    async (code) => {
      const connect = () => Promise.reject(new SimError({ code, what: 'it is so', remedy: 'Change it.' }));
      const { exitCode, result } = await checked(goesWell, [], { connect });
      expect(exitCode).toBe(5);
      expect(result).toMatchObject({ status: 'unverified', verdict: 'error', reason: { code }, services: [] });
      const asText = await check(goesWell, [], { connect });
      expect(asText).toMatchObject({ exitCode: 5, stdout: '', stderr: 'sim: it is so. Change it.\n' });
    },
  );

  test('the first question already', async () => {
    const { exitCode, result } = await checked({ ...goesWell, silentFromMs: 0 });
    expect(exitCode).toBe(5);
    expect(result).toMatchObject({ verdict: 'error', status: 'unverified', reason: { code: 'no-answer' } });
  });

  test('a stack without services', async () => {
    expect(await checked({ ...goesWell, services: [] })).toMatchObject({
      exitCode: 5,
      result: { reason: { code: 'docker.no-such-stack' } },
    });
  });
});

describe('an interrupt: never 0, and no result', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('%s: exit %i', async (signal, exitCode) => {
    const stopping = new AbortController();
    const instead = (ms: number) => {
      if (ms > 5_000) stopping.abort(signal);
      return null;
    };
    const ran = await check({ ...goesWell, instead }, ['--json'], { signal: stopping.signal });
    expect(ran).toMatchObject({ exitCode, stdout: '' });
    expect(ran.stderr).toContain(`sim: interrupted by ${signal}; no verdict\n`);
  });
});

describe('the claim', () => {
  test('is said not to hold without a capture', async () => {
    const { result } = await checked(goesWell);
    expect(result).toMatchObject({ claimHolds: false, claimLimits: [expect.stringContaining('without a capture')] });
  });

  test('of a swarm of several nodes asks for a lag in which a lost node shows', async () => {
    const nodes = () => [node(NODE), node(8)];
    expect((await checked({ ...goesWell, nodes })).result.claimLimits.join()).toContain('2 nodes');
    expect((await checked({ ...goesWell, nodes }, ['--lag', '17s'])).result.claimLimits.join()).not.toContain('nodes');
  });
});

test('superseded says what is there instead', async () => {
  const { result } = await checked(secondDeploy);
  expect(result.reason.message).toContain(`app carries stamp ${OTHER_STAMP}`);
});

test('whatever comes of it, the connection is closed', async () => {
  for (const script of [goesWell, rollsBack, { ...goesWell, silentFromMs: 0 }]) {
    const { seen } = await checked(script);
    expect(seen.closed).toBe(true);
  }
});

describe('a service that the rule does not look at', () => {
  const services = ['app', 'worker'];
  const v3 = ['--rule', 'cc-ci/v3', '--health-url', 'http://app.test/'];

  test('is skipped, once the rule has come to its end', async () => {
    const { exitCode, result } = await checked({ ...goesWell, services, health: () => true }, v3);
    expect(exitCode).toBe(0);
    expect(result.services).toMatchObject([
      { name: 'app', status: 'pass' },
      { name: 'worker', status: 'skip', says: 'cc-ci/v3 does not look at it' },
    ]);
  });

  test('is unverified where the rule failed before', async () => {
    const inspect = () => service({ updateState: 'rollback_completed' });
    const { result } = await checked({ ...goesWell, services, inspect });
    expect(result.services).toMatchObject([{ status: 'fail' }, { name: 'worker', status: 'unverified' }]);
  });

  test('the deadline of a cc-ci rule is no verdict, its health deadline is one', async () => {
    const waits = { ...goesWell, inspect: () => updating, health: () => false };
    expect(await checked(waits, [...v3, '--timeout', '5s'])).toMatchObject({
      exitCode: 3,
      result: { reason: { code: 'deadline' } },
    });
    expect(await checked({ ...waits, inspect: () => completed }, [...v3, '--timeout', '5s'])).toMatchObject({
      exitCode: 1,
      result: { reason: { code: 'unhealthy' } },
    });
  });
});
