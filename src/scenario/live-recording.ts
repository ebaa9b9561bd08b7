import { TaskState, type TaskStateName, type UpdateStateName } from '#model/vocabulary.js';
import { SimError } from '../errors.ts';
import { liveActions } from './live-actions.ts';
import { liveNames } from './live-names.ts';

/** A spec as a recording shows it. `template` is what the recorder calls its task template, until names are given. */
export interface LiveLook {
  readonly stamp: string | null;
  readonly template: string;
}

export interface LiveSample {
  readonly line: number;
  readonly serviceAt: readonly [number, number];
  readonly tasksAt: readonly [number, number];
  readonly service: {
    readonly version: number;
    readonly spec: LiveLook;
    readonly previous: LiveLook | null;
    readonly updateState: UpdateStateName;
  };
  readonly tasks: readonly LiveTask[];
}

interface LiveTask {
  readonly id: string;
  readonly template: string;
  readonly state: TaskStateName;
  readonly desired: TaskStateName;
  /** Status.Err; empty: none. */
  readonly error: string;
}

/**
 * What a recording of a service that somebody else deployed leaves to be found out: which spec is base and which is head, what
 * the operator did, and what containers may do of their own accord, which is what they are seen to do.
 */
export function liveRecording<Sample extends LiveSample>(
  recorded: readonly Sample[],
  hasHealth: boolean,
  file: string,
) {
  const samples = withoutHistory(recorded);
  checkSettled(samples, file);
  const { nameOf, stamps } = liveNames(samples, file);
  const named = samples.map((sample) => ({ ...sample, ...renamed(sample, nameOf) }));
  const seen = (name: string) => containerOf(named, name, hasHealth);
  return {
    samples: named,
    stamps,
    labelOnly: false,
    left: named[0]?.service ?? null,
    actions: liveActions(named, stamps, file),
    containers: { base: seen('base'), head: seen('head'), next: seen('next') },
  };
}

const isPast = (state: TaskStateName): boolean => TaskState[state] > TaskState.running;

/** Tasks that were over, and wanted no more, before the recording began: nothing of them is left to happen. */
function withoutHistory<Sample extends LiveSample>(samples: readonly Sample[]): readonly Sample[] {
  const first = samples[0]?.tasks ?? [];
  const history = new Set(first.filter(({ state, desired }) => isPast(state) && isPast(desired)).map(({ id }) => id));
  return samples.map((sample) => ({ ...sample, tasks: sample.tasks.filter(({ id }) => !history.has(id)) }));
}

/** The model starts from a base that runs. */
function checkSettled([first]: readonly LiveSample[], file: string): void {
  if (first === undefined) return;
  const { spec, updateState } = first.service;
  const runs = first.tasks.every(
    ({ state, desired, template }) => state === 'running' && desired === 'running' && template === spec.template,
  );
  const isOver = updateState === 'unset' || updateState === 'completed' || updateState === 'rollback_completed';
  if (runs && isOver) return;
  throw new SimError({
    code: 'recording.malformed',
    where: `${file}:${first.line}`,
    what: 'the recording begins in the middle of a rollout',
    remedy: 'Start sim record before the deploy, while the service runs undisturbed.',
  });
}

function renamed({ service, tasks }: LiveSample, nameOf: (template: string) => string) {
  const look = ({ stamp, template }: LiveLook): LiveLook => ({ stamp, template: nameOf(template) });
  return {
    service: {
      ...service,
      spec: look(service.spec),
      previous: service.previous === null ? null : look(service.previous),
    },
    tasks: tasks.map((task) => ({ ...task, template: nameOf(task.template) })),
  };
}

/** moby executor/container errors.go ErrContainerUnhealthy. */
const UNHEALTHY = 'unhealthy container';

function containerOf(samples: readonly LiveSample[], name: string, hasHealth: boolean) {
  // A forced update runs the same containers.
  const tasks = samples.flatMap((sample) => sample.tasks).filter(({ template }) => template.split('+')[0] === name);
  const was = (state: TaskStateName): boolean => tasks.some((task) => task.state === state);
  const neverHealthy = hasHealth && !was('running') && tasks.some(({ error }) => error.includes(UNHEALTHY));
  return {
    ends: was('failed') ? ('exits-non-zero' as const) : was('complete') ? ('exits-zero' as const) : ('never' as const),
    becomesHealthy: !neverHealthy,
    exitsZeroWhenStopped: neverHealthy && was('complete'),
    imageExists: !was('rejected'),
    reservationMb: 0,
  };
}
