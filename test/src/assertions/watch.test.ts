// The one driver of judges on a live host asks what a test's driver asks, in the same order, and comes to the same verdict.
import { describe, expect, test } from 'vitest';
import { ruleNamed, rulesNamed, STANDARD_RULES } from '#src/assertions/catalogue.js';
import type { Rule } from '#src/assertions/judge.js';
import { watch } from '#src/assertions/watch.js';
import type { SwarmPort } from '#src/port/swarm-port.js';
import type { Engine } from './drive.ts';
import { answerOf, drive, since } from './drive.ts';
import { headService, HEAD_TASK, rollout, stoppedBaseTask } from './rollout.ts';
import { context, node, NODE, service, task } from './views.ts';

const READ_MS = 7;

function portOf(engine: Engine) {
  const state = { nowMs: 0, asked: [] as string[] };
  const port: SwarmPort = {
    services: ['app'],
    ask: (read, index) => {
      state.asked.push(`${read} ${index}`);
      const askedMs = state.nowMs;
      state.nowMs += READ_MS;
      return Promise.resolve(answerOf(engine, { ask: 'read', read, service: index }, askedMs, state.nowMs));
    },
    sleep: (ms) => {
      state.asked.push('sleep');
      state.nowMs += ms;
      return Promise.resolve();
    },
    nowMs: () => state.nowMs,
  };
  return { port, state };
}

/** The deploy has happened: what a rollout shows after it is shown from the start. */
const after = (engine: Engine): Engine => {
  const shift =
    <A extends readonly unknown[], T>(shows: ((ms: number, ...rest: A) => T) | undefined) =>
    (ms: number, ...rest: A): T => {
      if (shows === undefined) throw new Error('not asked');
      return shows(ms + 1_000, ...rest);
    };
  return {
    inspect: shift(engine.inspect),
    list: shift(engine.list),
    upToDate: shift(engine.upToDate),
    nodes: () => [node(NODE)],
    replicas: () => ({ running: 1, desired: 1 }),
    health: (ms) => ms > 2_000,
    ...(engine.silentFromMs === undefined ? {} : { silentFromMs: engine.silentFromMs }),
  };
};

const ENGINES: readonly (readonly [string, Engine])[] = [
  ['a good rollout', rollout()],
  ['a rollback', rollout({ inspect: since(headService(), [4_000, service({ updateState: 'rollback_started' })]) })],
  [
    'a death',
    rollout({ list: since([stoppedBaseTask, task(HEAD_TASK)], [4_000, [task(HEAD_TASK, { state: 'failed' })]]) }),
  ],
  ['no end', rollout({ inspect: () => headService({ updateState: 'updating' }) })],
  ['silence', { ...rollout(), silentFromMs: 3_000 }],
];

const rules = [...STANDARD_RULES, ...rulesNamed(['peer/docker-cli', 'peer/terraform'])];
const cases = ENGINES.flatMap(([name, engine]) => rules.map((rule) => [rule.name, name, rule, engine] as const));

describe.each(cases)('%s over %s', (_, __, rule: Rule, engine) => {
  test('asks the same and says the same as when a test drives it', async () => {
    const given = context({ captured: false, deadlineMs: 20_000, healthDeadlineMs: 20_000 });
    const driven = drive(rule.create, given, after(engine), { readMs: READ_MS });
    const { port, state } = portOf(after(engine));
    const watched = await watch({
      port,
      judge: rule.create(given),
      intervalMs: 1_000,
      recall: null,
      observe: () => undefined,
    });
    expect(watched.verdict).toEqual(driven.verdict);
    expect(watched.elapsedMs).toBe(driven.atMs);
    expect(state.asked).toEqual(driven.asked.filter((question) => question !== 'deploy'));
  });
});

test('reads before the deploy are answered from a capture, and are no reads of the engine', async () => {
  const { port, state } = portOf(after(rollout()));
  const recalled: string[] = [];
  const watched = await watch({
    port,
    judge: ruleNamed('head-serves').create(context()),
    intervalMs: 10_000,
    recall: (read, index) => {
      recalled.push(`${read} ${index}`);
      const timed = { askedMs: 0, answeredMs: 0 };
      return read === 'list' ? { ...timed, read, tasks: [] } : { ...timed, read: 'inspect', service: service() };
    },
    observe: () => undefined,
  });
  expect(recalled).toEqual(['inspect 0', 'list 0']);
  expect(state.asked.slice(0, 5)).toEqual(['inspect 0', 'up-to-date 0', 'list 0', 'nodes 0', 'inspect 0']);
  expect(watched).toMatchObject({ verdict: { verdict: 'pass' }, answered: true, reads: 10, rounds: 1 });
});

test('an observer is told of each answer, and how the rule stands between rounds', async () => {
  const { port } = portOf(
    after(rollout({ inspect: since(headService({ updateState: 'updating' }), [3_000, headService()]) })),
  );
  const missing: (string | null)[] = [];
  const unchanged = new Set<number | null | undefined>();
  const watched = await watch({
    port,
    judge: ruleNamed('head-serves').create(context({ captured: false })),
    intervalMs: 1_000,
    recall: null,
    observe: (seen) => {
      if (seen.kind !== 'round') return;
      missing.push(seen.standing?.missing ?? null);
      unchanged.add(seen.standing?.unchangedSinceMs);
    },
  });
  expect(watched.verdict).toEqual({ verdict: 'pass' });
  // Nothing at first; then the end of the first clean round, which was asked once the status was completed.
  const [atFirst, cleanSince, ...more] = unchanged;
  expect([atFirst, more]).toEqual([null, []]);
  expect(cleanSince).toBeGreaterThan(2_000);
  expect([...new Set(missing)]).toEqual([
    'an update status of unset or completed',
    "a time without any change that is longer than the engine's own window",
  ]);
});

test('an engine that never answered is told apart from one that fell silent', async () => {
  const of = async (silentFromMs: number) =>
    watch({
      port: portOf({ ...after(rollout()), silentFromMs }).port,
      judge: ruleNamed('head-serves').create(context({ captured: false })),
      intervalMs: 1_000,
      recall: null,
      observe: () => undefined,
    });
  expect(await of(0)).toMatchObject({ verdict: { verdict: 'error' }, answered: false, error: 'inspect was refused' });
  expect(await of(3_000)).toMatchObject({ verdict: { verdict: 'undecided' }, answered: true });
});

test('a watch that begins late counts from its own beginning, tells of every answer, and knows what it looked at', async () => {
  const { port } = portOf({
    health: () => true,
    inspect: () => headService(),
    replicas: () => ({ running: 1, desired: 1 }),
  });
  await port.sleep(5_000);
  const answers: string[] = [];
  const { elapsedMs, lookedAt, verdict } = await watch({
    port,
    judge: ruleNamed('cc-ci/v1').create(context({ services: 2 })),
    intervalMs: 1_000,
    recall: null,
    observe: (seen) => {
      if (seen.kind === 'answer') answers.push(`${seen.answer.read} ${seen.service}`);
    },
  });
  expect(verdict).toEqual({ verdict: 'pass' });
  expect(answers).toEqual(['replicas 0', 'inspect 0', 'replicas 1', 'inspect 1', 'health 0', 'inspect 0']);
  expect(elapsedMs).toBe(6 * READ_MS);
  expect([...lookedAt]).toEqual([0, 1]);
});

test('a rule that cannot say how it stands is told of as null', async () => {
  const updating = () => headService({ updateState: 'updating' });
  const { port } = portOf({ inspect: updating });
  const standings: unknown[] = [];
  await watch({
    port,
    judge: ruleNamed('cc-ci/v3').create(context({ deadlineMs: 1_500 })),
    intervalMs: 1_000,
    recall: null,
    observe: (seen) => {
      if (seen.kind === 'round') standings.push(seen.standing);
    },
  });
  expect(standings).toEqual([null, null]);
});

test('a watch that begins late begins with nothing remembered: the monitor is waited for', async () => {
  const { port } = portOf({
    inspect: () => headService({ updateState: 'updating' }),
    upToDate: () => [task(HEAD_TASK)],
    nodes: () => [node(NODE)],
  });
  await port.sleep(20_000);
  const { elapsedMs, verdict } = await watch({
    port,
    judge: ruleNamed('peer/docker-cli').create(context()),
    intervalMs: 1_000,
    recall: null,
    observe: () => undefined,
  });
  expect(verdict).toEqual({ verdict: 'pass' });
  expect(elapsedMs).toBeGreaterThanOrEqual(5_000);
});
