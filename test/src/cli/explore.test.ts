// The main job, with the real search on the incident's two scenarios.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { OUTCOME_KINDS } from '#properties/outcomes.js';
import { parseTraceFile } from '#src/scenario/trace-file.js';
import { filesIn, sim } from './memory-io.ts';
import type { Ran } from './memory-io.ts';

const outcomesShape = z.record(z.string(), z.number());
const reportShape = z.object({
  results: z.array(
    z.object({
      rule: z.string(),
      scenario: z.string(),
      outcome: z.string(),
      findings: z.array(
        z.object({
          kind: z.string(),
          facts: z.record(z.string(), z.string()),
          steps: z.number(),
          stepsToVerdict: z.number(),
          file: z.string(),
        }),
      ),
      coverage: z.object({ runs: z.number(), seconds: z.number(), outcomes: outcomesShape }),
    }),
  ),
});
type Result = z.infer<typeof reportShape>['results'][number];

const cwd = mkdtempSync(join(tmpdir(), 'sim-explore-'));
const explored: { ran: Ran; results: readonly Result[] } = {
  ran: { exitCode: -1, stdout: '', stderr: '' },
  results: [],
};

beforeAll(async () => {
  const rules = 'cc-ci/v2,cc-ci/v3,cc-ci/v4,head-serves';
  explored.ran = await sim(['explore', '--workers', '1', '--runs', '500', '--rule', rules, '--json'], { cwd });
  explored.results = reportShape.parse(JSON.parse(explored.ran.stdout)).results;
}, 180_000);
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

function publishedSchema(): z.ZodType {
  const file = join(import.meta.dirname, '../../../schemas/explore-result.schema.json');
  return z.fromJSONSchema(JSON.parse(readFileSync(file, 'utf8')) as Parameters<typeof z.fromJSONSchema>[0]);
}

const resultsOf = (rule: string) => explored.results.filter((result) => result.rule === rule);
const onlyResult = (rule: string, scenario: string) => resultsOf(rule).find((result) => result.scenario === scenario);

describe('sim explore on the incident', () => {
  test('exits 1, and its report is what the schema says', () => {
    expect(explored.ran).toMatchObject({ exitCode: 1, stderr: '' });
    publishedSchema().parse(JSON.parse(explored.ran.stdout));
    for (const { coverage } of explored.results) expect(Object.keys(coverage.outcomes)).toEqual([...OUTCOME_KINDS]);
  });

  test.each(['start-first', 'stop-first'])('cc-ci/v3 is refuted by the first-poll race (%s)', (order) => {
    const result = onlyResult('cc-ci/v3', `incident/${order}`);
    expect(result?.outcome).toBe('refuted');
    const race = result?.findings.find(
      ({ kind, facts }) => kind === 'masking-race' && facts['status'] === 'unset' && facts['cause'] === 'rolled-back',
    );
    expect(race?.stepsToVerdict).toBeLessThanOrEqual(8);
    expect(race?.steps).toBeLessThanOrEqual(30);
  });

  test('the incident itself: cc-ci/v2 blames the stamp for a rollback under memory pressure, the old task serving', () => {
    const findings = onlyResult('cc-ci/v2', 'incident/as-it-was')?.findings ?? [];
    const blamed = findings.filter(
      ({ kind, facts }) =>
        kind === 'misattribution' && facts['cause'] === 'rolled-back' && facts['status'] === 'rollback_completed',
    );
    const traces = blamed.map(({ file }) => parseTraceFile(readFileSync(join(cwd, file), 'utf8'), file));
    expect(
      traces.filter(({ outcome, schedule }) => {
        const killed = schedule.some(({ actor, does }) => actor === 'host-memory' && does === 'kills');
        const verdict = schedule.find(({ shows }) => shows['rule'] === 'fail: stamp-mismatch');
        return killed && outcome.verdict === 'fail(stamp-mismatch)' && verdict?.shows['running'] === 'base 1';
      }),
    ).not.toEqual([]);
  });

  test('cc-ci/v4 is refuted; head-serves survives, and does pass', () => {
    expect(resultsOf('cc-ci/v4').map(({ outcome }) => outcome)).toContain('refuted');
    expect(resultsOf('head-serves').map(({ outcome }) => outcome)).toEqual(['survived', 'survived', 'survived']);
    for (const { coverage } of resultsOf('head-serves')) expect(coverage.outcomes['true-pass']).toBeGreaterThan(0);
  });

  test('every finding has its file, and every file its finding', () => {
    const files = explored.results.flatMap(({ findings }) => findings.map(({ file }) => file));
    expect(files.length).toBeGreaterThan(0);
    expect(filesIn(join(cwd, 'sim-traces'))).toEqual(files.map((file) => file.replace('sim-traces/', '')).toSorted());
  });
});

describe('sim replay', () => {
  const traces = () => filesIn(join(cwd, 'sim-traces')).map((name) => `sim-traces/${name}`);

  test('each written trace comes out the same, to the byte', async () => {
    for (const file of traces()) {
      const ran = await sim(['replay', file, '--json'], { cwd });
      expect(ran).toEqual({ exitCode: 0, stdout: readFileSync(join(cwd, file), 'utf8'), stderr: '' });
    }
  });

  test('a hand-edited trace: exit 4, naming the step', async () => {
    const [file = ''] = traces();
    const schema = z.looseObject({ schedule: z.array(z.looseObject({ does: z.string() })) });
    const trace = schema.parse(JSON.parse(readFileSync(join(cwd, file), 'utf8')));
    const schedule = trace.schedule.map((step, i) => (i === 3 ? { ...step, does: 'sings' } : step));
    writeFileSync(join(cwd, 'edited.json'), `${JSON.stringify({ ...trace, schedule }, null, 2)}\n`);
    const ran = await sim(['replay', 'edited.json'], { cwd });
    expect(ran).toMatchObject({ exitCode: 4, stdout: '' });
    expect(ran.stderr).toMatch(/^sim: [^\n]*step 4[^\n]*\n$/);
  });
});

// Worker threads run the built sources: `npm test` builds them first.
test('one worker or two, once or twice: the same report, seconds aside', async () => {
  const main = join(import.meta.dirname, '../../../dist/src/cli/main.js');
  const timeless = async (workers: string) => {
    const argv = [main, ...'explore --rule cc-ci/v3 --runs 600 --seed 7 --json --workers'.split(' '), workers];
    const sim = spawn(process.execPath, argv, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
    const said: string[] = [];
    sim.stdout.setEncoding('utf8').on('data', (text: string) => said.push(text));
    expect(await once(sim, 'close')).toEqual([1, null]);
    return said.join('').replaceAll(/"seconds": [\d.e-]+/g, '"seconds": 0');
  };
  const first = await timeless('1');
  expect(first).toContain('"seconds": 0');
  expect(await timeless('1')).toBe(first);
  expect(await timeless('2')).toBe(first);
});
