import { expect, test } from 'vitest';
import { OUTCOME_KINDS } from '#properties/outcomes.js';
import { CAUSES } from '#properties/truth.js';
import { SimError } from '#src/errors.js';
import { drillResultSchema } from '#src/scenario/drill-result-schema.js';
import { sim } from '../memory-io.ts';
import { fakeDrill, losesHeadLater, rollsBack, serves } from './fake-drill.ts';

const DRILL = ['drill', '--yes', '--order', 'start-first', '--drill'];

test('a good head, rightly passed: exit 0, and nothing is left', async () => {
  const { seen, ...engine } = fakeDrill();
  const { exitCode, stdout, stderr } = await sim([...DRILL, 'good'], engine);
  expect(exitCode, stdout + stderr).toBe(0);
  expect(stdout).toMatch(/start-first {2}good +good +true-pass\n/);
  expect(stdout).toContain('head-serves: never fooled (1 true-pass)');
  expect(stdout).toContain('not tested: cc-ci/v0, cc-ci/v1, cc-ci/v2, cc-ci/v3, cc-ci/v4');
  expect(stderr).toMatch(/this will create 1 service named sim-drill-\w+-\* on unix:\/\/\/fake \(node n1\)/);
  expect(seen.written.map((write) => write.split(' ')[0])).toEqual(['create', 'update', 'remove']);
  expect([...seen.made]).toEqual([]);
  expect(seen.closed).toBe(true);
});

test.each([
  ['dies', rollsBack, 'rolled-back', 'honest-failure'],
  ['other-commit', serves({ stamp: 'c0ffee12' }), 'other-stamp', 'honest-failure'],
  ['short-stamp', serves({ stamp: '7ae7b0' }), 'other-stamp', 'honest-failure'],
  ['no-stamp', serves({ stamp: null }), 'other-stamp', 'honest-failure'],
  ['base-stamp', serves({ stamp: 'eb96de94+U' }), 'other-stamp', 'honest-timeout'],
])('%s: in truth %s%s, and head-serves sees it', async (drill, becomes, cause, outcome) => {
  const { connect, openDrill } = fakeDrill({ becomes });
  const { exitCode, stdout } = await sim([...DRILL, drill, '--json'], { connect, openDrill });
  expect(exitCode).toBe(0);
  const names = { outcomes: OUTCOME_KINDS, causes: CAUSES };
  expect(drillResultSchema(names).safeParse(JSON.parse(stdout)).error).toBeUndefined();
  expect(JSON.parse(stdout)).toMatchObject({
    schemaVersion: 1,
    command: 'drill',
    outcome: 'stands',
    runs: [{ drill, order: 'start-first', truth: 'not good', cause, rulings: [{ rule: 'head-serves', outcome }] }],
  });
});

test('an engine that takes the head away behind a pass: a masking race, exit 1', async () => {
  const { connect, openDrill } = fakeDrill({ becomes: losesHeadLater });
  const { exitCode, stdout } = await sim([...DRILL, 'good'], { connect, openDrill });
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/masking-race {2}good, start-first {2}head-serves: pass .* in truth rolled-back/);
  expect(stdout).toContain('head-serves: fooled in 1 of 1 (1 masking-race)');
});

test('a rule that is known to be bad counts only when it is named', async () => {
  const health = ['--health-url', 'http://127.0.0.1:9/{service}'];
  const asked = async (more: readonly string[]) => {
    const { connect, openDrill } = fakeDrill({ becomes: rollsBack });
    return sim([...DRILL, 'dies', ...health, ...more, '--json'], { connect, openDrill });
  };
  const all = JSON.parse((await asked([])).stdout) as { readonly rules: readonly object[] };
  expect(all.rules).toContainEqual({ name: 'cc-ci/v3', counted: false });
  expect(all.rules).toContainEqual({ name: 'head-serves', counted: true });
  const one = JSON.parse((await asked(['--rule', 'cc-ci/v3'])).stdout) as { readonly rules: readonly object[] };
  expect(one.rules).toEqual([{ name: 'cc-ci/v3', counted: true }]);
});

test('--keep leaves the services, and says so', async () => {
  const { seen, ...engine } = fakeDrill();
  const { exitCode, stderr } = await sim([...DRILL, 'good', '--keep'], engine);
  expect(exitCode).toBe(0);
  expect(stderr).toContain('and leave them there');
  expect(stderr).toMatch(/kept: 1 service named sim-drill-/);
  expect(seen.made.size).toBe(1);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
])('%s while drills are under way: what was made is removed, exit %i', async (signal, exitCode) => {
  const stop = new AbortController();
  const never = () => {
    setTimeout(() => stop.abort(signal), 20);
    return new Promise<never>(() => undefined);
  };
  const { seen, openDrill } = fakeDrill();
  const ran = await sim(['drill', '--yes'], { connect: never, openDrill, signal: stop.signal });
  expect(ran).toMatchObject({ exitCode, stdout: '' });
  expect(ran.stderr).toMatch(/removing 4 services of sim-drill-\w+; a second signal leaves them behind/);
  expect(ran.stderr).toContain(`interrupted by ${signal}; the drill was broken off`);
  expect(seen.written.filter((write) => write.startsWith('create'))).toHaveLength(4);
  expect([...seen.made]).toEqual([]);
});

test('a write that fails half way: the rest is removed, exit 5', async () => {
  const refused = new SimError({ code: 'docker.refused', what: 'the engine answered 500', remedy: 'Try again.' });
  const { seen, ...engine } = fakeDrill({ change: { update: () => Promise.reject(refused) } });
  const { exitCode, stderr } = await sim([...DRILL, 'good,dies'], engine);
  expect(exitCode).toBe(5);
  expect(stderr).toContain('the engine answered 500');
  expect([...seen.made]).toEqual([]);
});
