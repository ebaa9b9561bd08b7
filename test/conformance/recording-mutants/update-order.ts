// Mutants in which start-first and stop-first change places.
import type { Recorded, SampleRecorded, TaskRecorded } from '#properties/conformance/recorded.js';
import { TaskState } from '#model/vocabulary.js';
import { rightAfter, taskIds, taskIn, withSamples, withTask, type RecordingMutant } from './mutant.ts';

/** The samples stay, and the config is said to have had the other order. Only where an update replaced a task that ran. */
export function* otherOrder(recorded: Recorded): Generator<RecordingMutant> {
  if (![...replacements(recorded)].some(({ told }) => recorded.samples[told]?.service.updateState === 'updating'))
    return;
  const { update } = recorded;
  const order = update.order === 'start-first' ? 'stop-first' : 'start-first';
  yield { name: `${update.order} as ${order}`, recorded: { ...recorded, update: { ...update, order } } };
}

/** The config stays, and in the samples of one slot the old task is told to stop when the other order would tell it. */
export function* exchangedInstants(recorded: Recorded): Generator<RecordingMutant> {
  for (const { old, next, told, created, ran } of replacements(recorded)) {
    const name = `slot ${old.slot}: ${old.id} and ${next.id}`;
    if (recorded.update.order === 'start-first') {
      if (told > created) yield { name, recorded: toldWhenCreated(recorded, old, next, created, told) };
    } else if (ran > told) yield { name, recorded: toldWhenRunning(recorded, old, told, ran) };
  }
}

interface Replacement {
  readonly old: TaskRecorded;
  readonly next: TaskRecorded;
  /** First samples in which the old task is told to stop, the new one exists, and the new one runs. */
  readonly told: number;
  readonly created: number;
  readonly ran: number;
}

/** Tasks that were told to stop while they ran, during an update, and the first task that was created in the slot after them. */
function* replacements(recorded: Recorded): Generator<Replacement> {
  const { samples } = recorded;
  const ids = taskIds(recorded);
  for (const id of ids) {
    const told = samples.findIndex((sample) => taskIn(sample, id)?.desired === 'shutdown');
    const old = taskIn(samples[told - 1], id);
    const now = taskIn(samples[told], id);
    if (old?.state !== 'running' || now?.state !== 'running') continue;
    if (samples[told]?.service.updateState !== 'updating') continue;
    const nextId = ids.slice(ids.indexOf(id) + 1).find((other) => slotOf(samples, other) === old.slot);
    if (nextId === undefined) continue;
    const created = samples.findIndex((sample) => taskIn(sample, nextId) !== undefined);
    const next = taskIn(samples[created], nextId);
    const ran = samples.findIndex((sample) => TaskState[taskIn(sample, nextId)?.state ?? 'new'] >= TaskState.running);
    if (next !== undefined && ran >= 0) yield { old, next, told, created, ran };
  }
}

const slotOf = (samples: readonly SampleRecorded[], id: string): number | undefined =>
  samples.map((sample) => taskIn(sample, id)).find((task) => task !== undefined)?.slot;

/** Stop-first in the place of start-first: the old task is told as soon as the new one exists. */
function toldWhenCreated(recorded: Recorded, old: TaskRecorded, next: TaskRecorded, created: number, told: number) {
  const toldVersion = taskIn(recorded.samples[told], old.id)?.version;
  const version = rightAfter(next.version);
  return withSamples(recorded, (sample, at) =>
    at < created
      ? sample
      : withTask(sample, old.id, (task) =>
          at < told || task.version === toldVersion ? { desired: 'shutdown', version } : {},
        ),
  );
}

/** Start-first in the place of stop-first: the old task is left alone until the new one runs. */
function toldWhenRunning(recorded: Recorded, old: TaskRecorded, told: number, ran: number): Recorded {
  return withSamples(recorded, (sample, at) => (at >= told && at < ran ? withTask(sample, old.id, () => old) : sample));
}
