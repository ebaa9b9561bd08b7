import { explore, planBatches, type ExploreRequest } from '#src/explore/explore.js';
import { inlineExecutor } from '#src/explore/inline.js';
import { keyOf, runBatch, type Batch } from '#src/explore/batch.js';
import { follower } from '#src/explore/follow.js';
import { retrace } from '#src/explore/retrace.js';
import { bench, run } from '#src/explore/run.js';
import { shrink } from '#src/explore/shrink.js';
import { expect, test } from 'vitest';
import { isBad, ru } from '../../toys/ru.ts';

/** One green poll is enough for its checker, long before the window closes. */
const system = ru({ N: 3, P: 2, B: 2, M: 6, K: 1, G: 1, FT: 0, CB: 2 }, { eager: true });
const filed = new Set(['masking']);
const request: ExploreRequest = {
  strategy: 'auto',
  seed: 3,
  runs: 4_000,
  refuting: filed,
  witness: 'pass',
  seconds: () => 0,
};

test('refutes a system whose bad state is known to be reachable, and says who found it after how many schedules', async () => {
  const result = await explore(inlineExecutor({ system, filed }), request);
  expect(result.outcome).toBe('refuted');
  expect(result.coverage.runs).toBe(4_000);
  const [finding] = result.findings;
  expect(finding?.kind).toBe('masking');
  expect(finding?.schedules).toBeGreaterThan(0);
  expect(finding?.schedules).toBeLessThanOrEqual(4_000);
});

test('a kind that nothing refutes survives only if the witness was seen, and is unwitnessed otherwise', async () => {
  const quiet = { ...request, refuting: new Set<string>(), runs: 500 };
  const executor = inlineExecutor({ system, filed: new Set() });
  expect((await explore(executor, quiet)).outcome).toBe('survived');
  expect((await explore(executor, { ...quiet, witness: 'never' })).outcome).toBe('unwitnessed');
});

test('the same seed gives the same result, whatever order the batches are done in', async () => {
  const forwards = await explore(inlineExecutor({ system, filed }), request);
  const executor = inlineExecutor({ system, filed });
  const waiting: (() => void)[] = [];
  const backwards = explore(
    {
      shrink: (sighting) => executor.shrink(sighting),
      runBatch: async (batch: Batch) => {
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
          const all = planBatches('auto', request.runs, request.seed).length;
          if (waiting.length === all) for (const start of waiting.reverse()) start();
        });
        return executor.runBatch(batch);
      },
    },
    request,
  );
  expect(await backwards).toEqual(forwards);
});

function sighting() {
  for (let index = 0; index < 40; index++) {
    const [found] = runBatch(system, { index, strategy: 'coverage', runs: 500, seed: 1 }, filed).sightings;
    if (found !== undefined) return found;
  }
  throw new Error('no schedule of 20,000 reached the bad state');
}

test('a shrunk schedule keeps its group, and none of its steps can be left out', () => {
  const found = sighting();
  const trace = shrink(system, found.schedule, found.key);
  expect(keyOf(trace.outcome)).toBe(found.key);
  expect(trace.schedule.length).toBeLessThanOrEqual(found.schedule.code.length);
  const again = retrace(system, trace.schedule);
  expect(again).toEqual({ fits: true, trace });

  const whole = codesOf(trace.schedule.map((step) => step.atMs));
  for (let left = 0; left < whole.code.length; left++) {
    const keep = (_: number, i: number): boolean => i !== left;
    const on = bench(system);
    const following = follower();
    following.schedule = { code: whole.code.filter(keep), at: whole.at.filter(keep) };
    run(system, following, on);
    if (isBad(on.row)) expect(on.record.length).toBeGreaterThanOrEqual(trace.schedule.length);
  }

  /** The shrunk schedule as codes: what the follower makes of it when nothing is left out. */
  function codesOf(at: readonly number[]) {
    const row = new Int32Array(system.stride);
    system.initial(row);
    const code = new Int32Array(at.length);
    let now = 0;
    for (const [i, step] of trace.schedule.entries()) {
      if (step.atMs > now) system.advance(row, step.atMs - now);
      now = step.atMs;
      for (let candidate = 0; candidate < system.codes; candidate++) {
        const described = system.describe(row, candidate);
        if (described.does === step.does && described.with['replica'] === step.with['replica']) code[i] = candidate;
      }
      system.take(row, code[i] ?? 0);
    }
    return { code, at: Int32Array.from(at) };
  }
});

test('a trace that was edited is refused at the step that does not fit', () => {
  const found = sighting();
  const { schedule } = shrink(system, found.schedule, found.key);
  const without = schedule.filter((_, i) => i !== 0);
  expect(retrace(system, without)).toMatchObject({ fits: false });
  const late = schedule.map((step, i) => (i === 3 ? { ...step, atMs: step.atMs + 50 } : step));
  expect(retrace(system, late)).toMatchObject({ fits: false, index: 3 });
  const other = schedule.map((step, i) => (i === 2 ? { ...step, does: 'explodes' } : step));
  expect(retrace(system, other)).toMatchObject({ fits: false, index: 2 });
  expect(retrace(system, schedule.slice(0, -1))).toMatchObject({ fits: false, index: schedule.length - 1 });
});
