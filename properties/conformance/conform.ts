import { G } from '#model/world.js';
import { interned, type Interned } from '#src/explore/tables/interned.js';
import { get, set, type Row } from '#src/layout/layout.js';
import { canStillShow, differences, type Goal } from './goal.ts';
import { goalsOf, mostTasksInASlot } from './goals.ts';
import { makeInterchangeable } from './interchangeable.ts';
import { wayBack } from './no-way-back.ts';
import { contradiction } from './same-version.ts';
import { successors } from './successors.ts';
import { settled } from './node.ts';
import { recordedModel, type RecordedModel } from './recorded-model.ts';
import { behind, initialRow } from './row.ts';
import { isWrittenAsRecorded } from './service-writes.ts';
import type { Recorded, SampleRecorded } from './recorded.ts';

/** A world that came near to a sample, and what it shows otherwise. */
interface Candidate {
  readonly differs: readonly string[];
}

export type Conformance =
  | { readonly kind: 'explained'; readonly samples: number; readonly states: number }
  | {
      readonly kind: 'unexplained';
      readonly sample: SampleRecorded;
      readonly reads: 'service' | 'tasks';
      readonly nearest: readonly Candidate[];
    }
  | { readonly kind: 'undecided'; readonly sample: SampleRecorded; readonly states: number };

/** More rows than this between two reads: the recording is left undecided. */
const MOST_STATES = 200_000;

/** Whether some schedule of the model shows what the recording shows, sample by sample. */
export function conform(recorded: Recorded): Conformance {
  const broken = contradiction(recorded.samples) ?? wayBack(recorded.samples);
  if (broken !== null) return { ...broken, kind: 'unexplained', nearest: [{ differs: [broken.differs] }] };
  const found = recordedModel(recorded, mostTasksInASlot(recorded) + 2);
  let front = [initialRow(found, recorded)];
  let states = 0;
  for (const goal of goalsOf(recorded)) {
    const closed = close(found, recorded, front, goal);
    states += closed.seen.count();
    if (closed.seen.count() >= MOST_STATES) return { kind: 'undecided', sample: goal.sample, states };
    if (closed.shows.length === 0) {
      return {
        kind: 'unexplained',
        sample: goal.sample,
        reads: goal.reads,
        nearest: nearest(found, closed.seen, goal),
      };
    }
    front = closed.shows;
  }
  return { kind: 'explained', samples: recorded.samples.length, states };
}

/**
 * Breadth first from the front to the first rows that show the goal. Going on behind them is left to the next goal: whatever can
 * still happen before this read can happen, as early, before the next one.
 */
function close(found: RecordedModel, { actions }: Recorded, front: readonly Row[], goal: Goal) {
  const seen = interned(behind(found.model).stride, 64);
  const shows: Row[] = [];
  const arrive = (row: Row): void => {
    if (!canStillShow(found, row, goal)) return;
    const next = settled(found.model, row, goal);
    makeInterchangeable(found.model, next);
    seen.intern(next, 0);
  };
  for (const row of front) {
    set(row, G.now, goal.beginMs);
    if (goal.reads === 'tasks') set(row, behind(found.model).written, 0);
    arrive(row);
  }
  for (let current = 0; current < seen.count() && seen.count() < MOST_STATES; current++) {
    const row = new Int32Array(behind(found.model).stride);
    seen.read(current, row, 0);
    const isAsFar = get(row, G.moves) >= goal.leastActions && isWrittenAsRecorded(found, row, goal);
    if (isAsFar && differences(found, row, goal).length === 0) shows.push(row);
    else for (const next of successors(found, actions, row, goal)) arrive(next);
  }
  return { seen, shows };
}

const MOST_CANDIDATES = 3;

function nearest(found: RecordedModel, seen: Interned, goal: Goal): readonly Candidate[] {
  const row = new Int32Array(behind(found.model).stride);
  const candidates = new Map<string, readonly string[]>();
  for (let i = 0; i < seen.count(); i++) {
    seen.read(i, row, 0);
    const differs = differences(found, row, goal);
    candidates.set(differs.join(), differs);
  }
  const sorted = [...candidates.values()].sort((a, b) => a.length - b.length);
  return sorted.slice(0, MOST_CANDIDATES).map((differs) => ({ differs }));
}
