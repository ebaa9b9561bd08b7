import { askedExecutor } from '#src/explore/asked-executor.js';
import { runAsked, type AskedSystem } from '#src/explore/asked-system.js';
import { explore, type ExploreRequest } from '#src/explore/explore.js';
import { follower } from '#src/explore/follow.js';
import { inlineExecutor } from '#src/explore/inline.js';
import { retraceAsked } from '#src/explore/retrace-asked.js';
import { bench } from '#src/explore/run.js';
import { expect, test } from 'vitest';
import { ru } from '../../toys/ru.ts';

const inside = ru({ N: 3, P: 2, B: 2, M: 6, K: 1, G: 1, FT: 0, CB: 2 }, { eager: true });
const filed = new Set(['masking']);
const request: ExploreRequest = {
  strategy: 'auto',
  seed: 3,
  runs: 400,
  cut: { runs: 50, portfolio: ['discrete-event', 'coverage', 'pct'] },
  refuting: filed,
  witness: 'pass',
  seconds: () => 0,
};

interface Outside {
  readonly system: AskedSystem;
  readonly log: string[];
}

/** The toy, with somebody outside who must be waited for before every third step; `rename` is what he calls a step. */
function seat(rename: (does: string) => string = (does) => does): Outside {
  const log: string[] = [];
  let steps = 0;
  let isReady = false;
  const system: AskedSystem = {
    ...inside,
    initial(row) {
      log.push('begins');
      steps = 0;
      isReady = false;
      inside.initial(row);
    },
    ready() {
      if (isReady || steps % 3 !== 0) return null;
      return Promise.resolve().then(() => {
        isReady = true;
      });
    },
    pending(row, into) {
      if (!isReady && steps % 3 === 0) throw new Error('nobody waited for the one outside');
      inside.pending(row, into);
    },
    take(row, code) {
      steps++;
      isReady = false;
      inside.take(row, code);
    },
    describe(row, code) {
      const step = inside.describe(row, code);
      return { ...step, does: rename(step.does) };
    },
    end() {
      log.push('ends');
      return Promise.resolve();
    },
  };
  return { system, log };
}

const search = (seats: number) =>
  explore(
    askedExecutor({ seats: Array.from({ length: seats }, () => seat().system), filed, shrinkRuns: 1_000 }),
    request,
  );

test('a system that has to be waited for is searched and shrunk as one that has not, however many seats there are', async () => {
  const alone = await explore(inlineExecutor({ system: inside, filed }), request);
  expect(alone.outcome).toBe('refuted');
  expect(await search(1)).toEqual(alone);
  expect(await search(3)).toEqual(alone);
});

test('shrinking takes as many runs as it may, and one more to see whether the same comes of the same schedule', async () => {
  const { system, log } = seat();
  const executor = askedExecutor({ seats: [system], filed, shrinkRuns: 10 });
  const batch = { index: 0, strategy: 'coverage', runs: 400, seed: 1 } as const;
  const [sighting] = (await executor.runBatch(batch)).sightings;
  expect(sighting?.trace?.outcome.kind).toBe('masking');
  const before = log.length;
  if (sighting !== undefined) await executor.shrink(sighting);
  expect(log.slice(before).filter((entry) => entry === 'ends')).toHaveLength(11);
  expect(log.filter((entry) => entry === 'begins')).toHaveLength(log.filter((entry) => entry === 'ends').length);
});

test('a finding that goes otherwise the second time says at which step', async () => {
  let asked = 0;
  const { system } = seat((does) => (does === 'polls' ? `polls, ${++asked} times by now` : does));
  const result = await explore(askedExecutor({ seats: [system], filed, shrinkRuns: 5 }), request);
  expect(result.findings[0]?.trace.unsteady).toMatch(/^step \d+: .* the second time: /);
});

test('a trace is followed again with whoever is outside, and refused at the step that was edited', async () => {
  const found = await search(1);
  const schedule = found.findings[0]?.trace.schedule ?? [];
  expect(await retraceAsked(seat().system, schedule)).toEqual({ fits: true, trace: found.findings[0]?.trace });
  const other = schedule.map((step, i) => (i === 2 ? { ...step, does: 'explodes' } : step));
  const { system, log } = seat();
  expect(await retraceAsked(system, other)).toMatchObject({ fits: false, index: 2 });
  expect(log).toEqual(['begins', 'ends']);
});

test('a run that breaks off leaves nothing outside', async () => {
  const { system, log } = seat();
  const broken: AskedSystem = { ...system, ready: () => Promise.reject(new Error('gone')) };
  await expect(runAsked(broken, follower(), bench(broken))).rejects.toThrow('gone');
  expect(log).toEqual(['begins', 'ends']);
});
