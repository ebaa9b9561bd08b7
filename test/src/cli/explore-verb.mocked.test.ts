// The verbs around the search: what they ask of it, and what they make of what it gives. The search itself is a stand-in.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import * as searching from '#src/cli/search.js';
import type { ExploreResult, Finding } from '#src/explore/outcome.js';
import { facts, schedule } from '../report/samples.ts';
import { emptyFolder, filesIn, sim } from './memory-io.ts';

vi.mock('#src/cli/search.js');
const search = vi.mocked(searching.search);
const replay = vi.mocked(searching.replayWith);
afterEach(() => vi.resetAllMocks());

const finding = (kind: string): Finding => {
  const [steps, stepsToVerdict, verdict] = [9, 4, 'pass'];
  const outcome = { kind, verdict, facts };
  const trace = { outcome, steps, stepsToVerdict, schedule };
  return { ...outcome, strategy: 'pct', schedules: 12, steps, stepsToVerdict, trace };
};

function found(outcome: ExploreResult['outcome'], kinds: readonly string[] = [], outcomes = {}): ExploreResult {
  const coverage = { runs: 10, steps: 500, distinctStates: 99, seconds: 0.5, outcomes };
  return { outcome, findings: kinds.map(finding), coverage };
}

const requests = () => search.mock.calls.map(([request]) => request);
const one = ['explore', '--rule', 'cc-ci/v3', '--set', 'update_config.order=stop-first'];

describe('what is asked of the search', () => {
  test('all rules on all of the incident, by default', async () => {
    search.mockResolvedValue(found('survived', [], { 'true-pass': 1 }));
    expect((await sim(['explore'])).exitCode).toBe(0);
    const asked = requests().map(({ rule, scenario }) => `${scenario.name} ${rule}`);
    expect(asked.slice(0, 2)).toEqual(['incident/as-it-was cc-ci/v0', 'incident/as-it-was cc-ci/v1']);
    expect(new Set(asked.map((line) => line.split(' ')[0]))).toEqual(
      new Set(['incident/as-it-was', 'incident/start-first', 'incident/stop-first']),
    );
    expect(new Set(asked).size).toBe(asked.length);
    expect(requests()[0]).toMatchObject({
      strategy: 'auto',
      budget: { runs: 4000 },
      seed: 1,
      refuting: new Set(['masking-race']),
    });
    expect(requests()[0]?.workers).toBeGreaterThanOrEqual(1);
    expect(requests()[0]?.workers).toBeLessThanOrEqual(8);
  });

  test.each(['start-first', 'stop-first'])('an order that is set leaves one scenario: %s', async (order) => {
    search.mockResolvedValue(found('survived'));
    await sim(['explore', '--rule', 'cc-ci/v3', '--set', `deploy.update_config.order=${order}`]);
    expect(requests().map(({ scenario }) => scenario.name)).toEqual([`incident/${order}`]);
    expect(requests()[0]?.scenario.head.update.order).toBe(order);
  });

  test.each([
    ['--head', 'dies'],
    ['--moves', 'rollback'],
  ])('a fate or a move that is asked for leaves the incident as it was aside: %s', async (option, value) => {
    search.mockResolvedValue(found('survived'));
    await sim(['explore', '--rule', 'cc-ci/v3', option, value]);
    expect(requests().map(({ scenario }) => scenario.name)).toEqual(['incident/start-first', 'incident/stop-first']);
  });

  test('what the options say', async () => {
    search.mockResolvedValue(found('survived'));
    const words =
      '--strategy pct --runs 7 --seed 5 --workers 2 --refute late,false-alarm --head dies:1s..2s --moves rollback';
    await sim([...one, ...words.split(' ')]);
    expect(requests()).toHaveLength(1);
    expect(requests()[0]).toMatchObject({
      strategy: 'pct',
      budget: { runs: 7 },
      seed: 5,
      workers: 2,
      refuting: new Set(['masking-race', 'late', 'false-alarm']),
      scenario: {
        headFates: [{ kind: 'dies', window: { earliestMs: 1000, latestMs: 2000 } }],
        operator: { moves: ['rollback'] },
      },
    });
  });

  test('time is shared among the searches; a rule named twice is searched once', async () => {
    search.mockResolvedValue(found('survived'));
    await sim(['explore', '--rule', 'cc-ci/v3,cc-ci/v4', '--rule', 'cc-ci/v3', '--for', '12s']);
    expect(requests().map(({ budget }) => budget)).toEqual(Array.from({ length: 6 }, () => ({ ms: 2000 })));
  });

  test('a Compose file, its variables filled in from the environment', async () => {
    search.mockResolvedValue(found('survived'));
    const cwd = emptyFolder();
    const compose = 'services:\n  web:\n    image: x\n    deploy:\n      replicas: ${COUNT:-2}\n';
    writeFileSync(join(cwd, 'shop.yml'), compose);
    expect((await sim(['explore', 'shop.yml', '--rule', 'cc-ci/v3'], { cwd, env: { COUNT: '3' } })).exitCode).toBe(0);
    expect(requests()[0]?.scenario).toMatchObject({ name: 'shop/web', head: { replicas: 3 } });
  });
});

describe('exit codes', () => {
  test.each([
    [0, [found('survived')]],
    [1, [found('unwitnessed'), found('refuted'), found('survived')]],
    [3, [found('survived'), found('unwitnessed')]],
    [3, [found('survived', [], { unjudged: 1 })]],
    [1, [found('refuted', [], { unjudged: 1 })]],
  ])('%i', async (exitCode, results) => {
    for (const result of results) search.mockResolvedValueOnce(result);
    search.mockResolvedValue(found('survived'));
    const rules = ['cc-ci/v1', 'cc-ci/v2', 'cc-ci/v3'].flatMap((rule) => ['--rule', rule]);
    expect((await sim(['explore', ...rules, '--set', 'update_config.order=stop-first'])).exitCode).toBe(exitCode);
  });
});

describe('trace files', () => {
  test('one for each finding in the order of the search, numbered within their kind', async () => {
    search.mockResolvedValue(found('refuted', ['masking-race', 'misattribution', 'masking-race', 'false-alarm']));
    const cwd = emptyFolder();
    const { stdout } = await sim([...one, '--out', 'found/here', '--json'], { cwd });
    const names = ['masking-race-1', 'misattribution-1', 'masking-race-2', 'false-alarm-1'].map(
      (name) => `incident-stop-first--cc-ci-v3--${name}.json`,
    );
    expect(filesIn(join(cwd, 'found/here'))).toEqual(names.toSorted());
    const { results } = JSON.parse(stdout) as {
      results: [{ findings: { file: string; kind: string; trace: unknown }[] }];
    };
    const listed = results[0].findings;
    expect(listed.map(({ file }) => file)).toEqual(names.map((name) => `found/here/${name}`));
    for (const { file, trace } of listed) {
      expect(JSON.parse(readFileSync(join(cwd, file), 'utf8'))).toEqual(trace);
    }
  });

  test('nothing found: no folder either', async () => {
    search.mockResolvedValue(found('survived'));
    const cwd = emptyFolder();
    await sim(one, { cwd });
    expect(filesIn(cwd)).toEqual([]);
  });

  test('a search that breaks leaves nothing behind', async () => {
    search.mockResolvedValueOnce(found('refuted', ['masking-race'])).mockRejectedValue(new Error('two updaters'));
    const cwd = emptyFolder();
    const ran = await sim(['explore', '--rule', 'cc-ci/v3'], { cwd });
    expect(ran).toMatchObject({ exitCode: 70, stdout: '' });
    expect(ran.stderr).toMatch(/^sim: this is a bug in sim: two updaters\. [^\n]*\n$/);
    expect(filesIn(cwd)).toEqual([]);
  });

  test('a place that cannot be written to is found out before the search', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'taken'), '');
    expect(await sim([...one, '--out', 'taken'], { cwd })).toMatchObject({ exitCode: 5, stdout: '' });
    expect(search).not.toHaveBeenCalled();
  });

  test('a file that cannot be replaced: none is written', async () => {
    search.mockResolvedValue(found('refuted', ['masking-race', 'misattribution']));
    const cwd = emptyFolder();
    const blocked = 'sim-traces/incident-stop-first--cc-ci-v3--masking-race-1.json';
    mkdirSync(join(cwd, blocked, 'full'), { recursive: true });
    expect(await sim(one, { cwd })).toMatchObject({ exitCode: 5, stdout: '' });
    expect(filesIn(cwd)).toEqual(['sim-traces', blocked, `${blocked}/full`]);
  });
});

describe('on a terminal', () => {
  test('there is colour and a progress line that is taken away again; otherwise neither', async () => {
    search.mockImplementation(({ onProgress }) => {
      onProgress?.({ runs: 1, steps: 50, races: 1 });
      return Promise.resolve(found('refuted', ['masking-race']));
    });
    const shown = await sim(one, { isTTY: true });
    expect(shown.stdout).toContain('\u001b[');
    expect(shown.stderr.startsWith('\r\u001b[K[1/1] cc-ci/v3 on incident/stop-first')).toBe(true);
    expect(shown.stderr.endsWith('\r\u001b[K')).toBe(true);
    const piped = await sim(one);
    expect(piped.stdout).not.toContain('\u001b');
    expect(piped.stderr).toBe('');
    expect((await sim(one, { isTTY: true, env: { NO_COLOR: '1' } })).stdout).toBe(piped.stdout);
  });
});

describe('an interrupt', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('%s in the middle: exit %i, nothing written', async (signal, exitCode) => {
    const stopping = new AbortController();
    search.mockImplementation(() => {
      stopping.abort(signal);
      return new Promise(() => undefined);
    });
    const cwd = emptyFolder();
    expect(await sim(one, { cwd, signal: stopping.signal })).toMatchObject({ exitCode, stdout: '' });
    expect(filesIn(cwd)).toEqual([]);
  });
});

describe('sim replay', () => {
  async function trace(cwd: string): Promise<string> {
    search.mockResolvedValue(found('refuted', ['masking-race']));
    const { stdout } = await sim(one, { cwd });
    const [command = '', file = ''] = /sim replay (.*)/.exec(stdout) ?? [];
    expect(command).not.toBe('');
    return file;
  }

  test('shows what explore showed; with --json the same bytes', async () => {
    const cwd = emptyFolder();
    const file = await trace(cwd);
    replay.mockImplementation((recorded) => Promise.resolve(recorded));
    const explored = (await sim(one, { cwd })).stdout;
    const replayed = await sim(['replay', file], { cwd });
    expect(replayed).toMatchObject({ exitCode: 0, stderr: '' });
    expect(explored).toContain(replayed.stdout);
    const json = await sim(['replay', file, '--json'], { cwd });
    expect(json.stdout).toBe(readFileSync(join(cwd, file), 'utf8'));
  });

  test('an outcome that differs is named, and nothing is shown', async () => {
    const cwd = emptyFolder();
    const file = await trace(cwd);
    replay.mockImplementation((recorded) =>
      Promise.resolve({
        ...recorded,
        schedule: recorded.schedule.with(4, { ...schedule[4], atMs: 211 } as (typeof schedule)[number]),
      }),
    );
    const ran = await sim(['replay', file], { cwd });
    expect(ran).toMatchObject({ exitCode: 4, stdout: '' });
    expect(ran.stderr).toMatch(
      /, step 5: updater starts fits, but its "atMs" is 210 in the file and 211 when replayed\. [^\n]*\n$/,
    );
  });

  test('a file that was written anew by something else does not fit either', async () => {
    const cwd = emptyFolder();
    const file = await trace(cwd);
    replay.mockImplementation((recorded) => Promise.resolve(recorded));
    const text = readFileSync(join(cwd, file), 'utf8');
    writeFileSync(join(cwd, file), JSON.stringify(JSON.parse(text)));
    const ran = await sim(['replay', file], { cwd });
    expect(ran.exitCode).toBe(4);
    expect(ran.stderr).toContain('line 1: the trace says the same, but it is not written as sim writes it');
  });
});
