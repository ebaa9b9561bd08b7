// Mutants in which an update is completed while its monitor window is still open.
import type { ActionRecorded, Recorded, SampleRecorded } from '#properties/conformance/recorded.js';
import { TaskState } from '#model/vocabulary.js';
import { taskIn, type RecordingMutant } from './mutant.ts';

/** Clocks of recorder and engine are read apart: twice what `goals.ts` allows for, and rounding. */
const SLACK_MS = 25;

/**
 * Everything from the first sample that shows the end of a run comes earlier: just before its window can have closed, and halfway
 * through it. Only in recordings where that is before nothing else that was seen.
 */
export function* completedTooSoon(recorded: Recorded): Generator<RecordingMutant> {
  const { samples } = recorded;
  for (const [at, sample] of samples.entries()) {
    const opened = windowOpened(recorded, at);
    const before = samples[at - 1];
    if (opened === undefined || before === undefined) continue;
    for (const share of [1, 0.5]) {
      const received = opened.sinceMs + share * opened.lengthMs - SLACK_MS;
      const byMs = sample.serviceAt[1] - received;
      if (byMs <= 0 || sample.serviceAt[0] - byMs <= before.tasksAt[1]) continue;
      yield {
        name: `sample ${at}: ${sample.service.updateState} ${Math.round(byMs)} ms sooner`,
        recorded: sooner(recorded, at, byMs),
      };
    }
  }
}

/**
 * The earliest instant at which the window can have been opened that is closed in this sample: the delay after the last of the
 * tasks that the run created, which did not run yet in the sample before the one that shows it. Undefined: the sample closes no window, or it is not plain which tasks
 * the run created.
 */
function windowOpened(
  { samples, update, rollback }: Recorded,
  at: number,
): { readonly sinceMs: number; readonly lengthMs: number } | undefined {
  const run = samples[at - 1]?.service.updateState;
  const isUpdate = run === 'updating' && samples[at]?.service.updateState === 'completed';
  const isRollback = run === 'rollback_started' && samples[at]?.service.updateState === 'rollback_completed';
  if (!isUpdate && !isRollback) return undefined;
  const begin = samples.findLastIndex(({ service }, i) => i < at && service.updateState !== run);
  // A rollback of something that fails may find its slots dead; then it is completed without any window.
  if (begin < 0 || (isRollback && samples[begin]?.service.updateState !== 'completed')) return undefined;
  const created = createdSince(samples.slice(0, at), begin);
  if (created === undefined) return undefined;
  const ran = Math.max(...created.map((id) => samples.findIndex((sample) => hasRun(sample, id))));
  const { delayMs, monitorMs } = isUpdate ? update : rollback;
  const unseen = samples[ran - 1];
  if (unseen === undefined) return undefined;
  return { sinceMs: unseen.serviceAt[0] + delayMs, lengthMs: delayMs >= monitorMs ? delayMs + 1_000 : monitorMs };
}

const hasRun = (sample: SampleRecorded, id: string): boolean =>
  TaskState[taskIn(sample, id)?.state ?? 'new'] >= TaskState.running;

/** Tasks that the run created; undefined unless it is one in each slot, and each of them ran. */
function createdSince(samples: readonly SampleRecorded[], begin: number): readonly string[] | undefined {
  const settled = samples[0]?.tasks.filter(({ state }) => state === 'running') ?? [];
  const known = new Set([...settled, ...samples.slice(0, begin).flatMap(({ tasks }) => tasks)].map(({ id }) => id));
  const created = new Map(
    samples
      .slice(begin)
      .flatMap(({ tasks }) => tasks.filter(({ id }) => !known.has(id)).map((task) => [task.id, task])),
  );
  const slots = new Set([...created.values()].map(({ slot }) => slot));
  const allRan = [...created.keys()].every((id) => samples.some((sample) => hasRun(sample, id)));
  return slots.size > 0 && slots.size === created.size && allRan ? [...created.keys()] : undefined;
}

function sooner(recorded: Recorded, from: number, byMs: number): Recorded {
  const shifted = ([sent, received]: readonly [number, number]) => [sent - byMs, received - byMs] as const;
  const sinceMs = recorded.samples[from]?.serviceAt[0] ?? 0;
  const action = (was: ActionRecorded): ActionRecorded => (was.at[0] < sinceMs ? was : { ...was, at: shifted(was.at) });
  return {
    ...recorded,
    actions: recorded.actions.map(action),
    samples: recorded.samples.map((sample, at) =>
      at < from ? sample : { ...sample, serviceAt: shifted(sample.serviceAt), tasksAt: shifted(sample.tasksAt) },
    ),
  };
}
