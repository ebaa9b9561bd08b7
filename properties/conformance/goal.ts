import { TASK_STATES, TaskState, UPDATE_STATES } from '#model/index.js';
import { S, T } from '#model/world.js';
import { get, type Row } from '#src/layout/layout.js';
import type { RecordedModel } from './recorded-model.ts';
import type { SampleRecorded, SpecRecorded, TaskRecorded } from './recorded.ts';

/** A recorded task under the identity that the model gives to the task that explains it: its rank in the order of creation. */
interface TaskGoal {
  readonly slot: number;
  readonly template: string;
  /** Null: the recording no longer lists it. */
  readonly shown: { readonly observed: number; readonly desired: number } | null;
  /** Its last write came before the service's. */
  readonly isOlder: boolean;
}

/** One read of a sample, as what a world must come to show, and how far it may have come by then. */
export interface Goal {
  readonly reads: 'service' | 'tasks';
  readonly sample: SampleRecorded;
  /** By identity less one: every task created so far. */
  readonly tasks: readonly TaskGoal[];
  /** Steps since the goal before happened no earlier than this, and no later than the end. */
  readonly beginMs: number;
  readonly endMs: number;
  /** Whether the service's version says that it was written since it was read before; after the last read, nobody knows. */
  readonly service: 'stands' | 'is-written' | 'unknown';
  /** How many of the recorded actions must have been taken when it is read, and how many may have been. */
  readonly leastActions: number;
  readonly mostActions: number;
}

export function taskGoals(ids: readonly TaskRecorded[], { service, tasks }: SampleRecorded): readonly TaskGoal[] {
  const shown = new Map(tasks.map((task) => [task.id, task]));
  const last = ids.findLastIndex(({ id }) => shown.has(id));
  return ids.slice(0, last + 1).map(({ id, slot, template }) => {
    const task = shown.get(id);
    if (task === undefined) return { slot, template, shown: null, isOlder: false };
    const [observed, desired] = [TASK_STATES.indexOf(task.state), TASK_STATES.indexOf(task.desired)];
    return { slot, template, shown: { observed, desired }, isOlder: task.version < service.version };
  });
}

/** Whether the row can still come to show the goal: task states never go back, and no task may be ahead of the recording. */
export function canStillShow({ model, looks }: RecordedModel, row: Row, goal: Goal): boolean {
  for (let t = 0; t < model.tasks; t++) {
    const task = model.places.task(t);
    const id = get(row, task + T.id);
    if (id === 0) continue;
    const aim = goal.tasks[id - 1];
    if (aim?.slot !== Math.floor(t / model.tasksPerSlot) + 1) return false;
    if (looks[get(row, task + T.spec)]?.template !== aim.template) return false;
    const observed = get(row, task + T.observed);
    if (aim.shown === null) continue;
    if (observed > aim.shown.observed || get(row, task + T.desired) > aim.shown.desired) return false;
    if (observed > TaskState.running && observed !== aim.shown.observed) return false;
  }
  return true;
}

/** What of the goal the row does not show; empty: it shows it. */
export function differences(found: RecordedModel, row: Row, goal: Goal): readonly string[] {
  return goal.reads === 'service' ? serviceDifferences(found, row, goal) : taskDifferences(found, row, goal);
}

function serviceDifferences({ model, looks }: RecordedModel, row: Row, { sample }: Goal): readonly string[] {
  const service = model.places.service(0);
  const { service: wanted } = sample;
  const state = UPDATE_STATES[get(row, service + S.updateState)] ?? 'unset';
  const spec = looks[get(row, service + S.spec)];
  const previous = looks[get(row, service + S.previousSpec) - 1];
  return [
    ...differs('update state', wanted.updateState, state),
    ...differs('spec', specText(wanted.spec), specText(spec)),
    ...differs('previous spec', specText(wanted.previous), specText(previous)),
  ];
}

const specText = (spec: SpecRecorded | null | undefined): string =>
  spec ? `${spec.template} (${spec.stamp ?? 'no stamp'})` : 'none';

const differs = (what: string, recorded: string, shown: string): readonly string[] =>
  recorded === shown ? [] : [`${what} is ${recorded}, the model shows ${shown}`];

/** Whether each task that was last written before the service shows what the sample shows of it. */
export function olderTasksAreThere(found: RecordedModel, row: Row, goal: Goal): boolean {
  return taskDifferences(found, row, goal, ({ isOlder }) => isOlder).length === 0;
}

function taskDifferences(
  { model }: RecordedModel,
  row: Row,
  goal: Goal,
  concerns: (task: TaskGoal) => boolean = () => true,
): readonly string[] {
  const places = new Map<number, number>();
  for (let t = 0; t < model.tasks; t++) places.set(get(row, model.places.task(t) + T.id), model.places.task(t));
  return goal.tasks.flatMap((aim, index) => {
    if (!concerns(aim)) return [];
    const { slot, shown } = aim;
    const task = places.get(index + 1);
    const name = `task ${index + 1} in slot ${slot}`;
    const state = task === undefined ? undefined : stateText(get(row, task + T.observed), get(row, task + T.desired));
    if (shown === null) {
      const reapable = task === undefined || isReapable(get(row, task + T.observed), get(row, task + T.desired));
      return reapable ? [] : differs(name, 'gone', state ?? 'gone');
    }
    if (task === undefined && isReapable(shown.observed, shown.desired)) return [];
    return differs(name, stateText(shown.observed, shown.desired), state ?? 'no such task');
  });
}

const stateText = (observed: number, desired: number): string =>
  `${TASK_STATES[observed] ?? ''}, desired ${TASK_STATES[desired] ?? ''}`;

/** The reaper's own time differs: swarmkit deletes up to 250 ms after a creation, the model at the next creation in the slot. */
function isReapable(observed: number, desired: number): boolean {
  return desired > TaskState.running && (observed > TaskState.running || observed <= TaskState.pending);
}
