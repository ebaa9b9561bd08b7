import type { Recorded, SampleRecorded } from '#properties/conformance/recorded.js';
import { TASK_STATES, UPDATE_STATES } from '#model/vocabulary.js';

export interface Mutant {
  readonly name: string;
  readonly recorded: Recorded;
}

const withSamples = (recorded: Recorded, samples: readonly SampleRecorded[]): Recorded => ({ ...recorded, samples });

function changed(recorded: Recorded, at: number, change: (sample: SampleRecorded) => SampleRecorded): Recorded {
  return withSamples(
    recorded,
    recorded.samples.map((sample, i) => (i === at ? change(sample) : sample)),
  );
}

/** The update was never said to be under way. */
export function dropUpdating(recorded: Recorded): readonly Mutant[] {
  if (!recorded.samples.some(({ service }) => service.updateState === 'updating')) return [];
  const samples = recorded.samples.map((sample) =>
    sample.service.updateState === 'updating'
      ? { ...sample, service: { ...sample.service, updateState: 'unset' as const } }
      : sample,
  );
  return [{ name: 'no updating', recorded: withSamples(recorded, samples) }];
}

/** After a rollback the head's stamp is still there. */
export function keepStamp(recorded: Recorded): readonly Mutant[] {
  const rolledBack = ({ service }: SampleRecorded): boolean => service.updateState.startsWith('rollback');
  if (!recorded.samples.some(rolledBack)) return [];
  const samples = recorded.samples.map((sample) =>
    rolledBack(sample)
      ? {
          ...sample,
          service: { ...sample.service, spec: { ...sample.service.spec, stamp: recorded.stamps.head } },
        }
      : sample,
  );
  return [{ name: 'head stamp after the rollback', recorded: withSamples(recorded, samples) }];
}

/** One sample shows another update state: every other one in turn. */
export function relabelStatus(recorded: Recorded): readonly Mutant[] {
  return recorded.samples.flatMap((sample, at) =>
    UPDATE_STATES.filter((state) => state !== sample.service.updateState).map((updateState) => ({
      name: `sample ${at}: ${sample.service.updateState} as ${updateState}`,
      recorded: changed(recorded, at, (was) => ({ ...was, service: { ...was.service, updateState } })),
    })),
  );
}

/** One task of one sample shows another state. */
export function relabelTask(recorded: Recorded): readonly Mutant[] {
  return recorded.samples.flatMap((sample, at) =>
    sample.tasks.flatMap((task, place) =>
      TASK_STATES.filter((state) => state !== task.state).map((state) => ({
        name: `sample ${at}, task ${place}: ${task.state} as ${state}`,
        recorded: changed(recorded, at, (was) => ({
          ...was,
          tasks: was.tasks.map((other, i) => (i === place ? { ...other, state } : other)),
        })),
      })),
    ),
  );
}
