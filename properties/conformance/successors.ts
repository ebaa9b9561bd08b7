import { rollBackService, updateService } from '#model/actors/service-status.js';
import { pending, TaskState, type Model } from '#model/index.js';
import { KIND, kindOf } from '#model/steps.js';
import { G, S, T } from '#model/world.js';
import { get, set, type Row } from '#src/layout/layout.js';
import { noteDone } from './done.ts';
import { dueSteps, type DueStep } from './due-steps.ts';
import type { Goal } from './goal.ts';
import { nodeProgress, report, reportable } from './node.ts';
import type { RecordedModel } from './recorded-model.ts';
import type { ActionRecorded } from './recorded.ts';
import { noteServiceWrite } from './service-writes.ts';
import { takenAt } from './taken-at.ts';
import { failureInstants, noteTracked } from './tracked.ts';

/** Steps that `settle` and `node.ts` take. */
const ELSEWHERE: ReadonlySet<number> = new Set(
  (
    [
      'allocator.allocates',
      'scheduler.assigns',
      'agent.accepts',
      'agent.prepares',
      'agent.has-prepared',
      'agent.rejects',
      'agent.starts',
      'agent.has-started',
      'agent.stops',
      'agent.finds-unhealthy',
      'agent.reports',
      'container.exits',
    ] as const
  ).map((kind) => KIND[kind]),
);

/**
 * The rows that one step leads to, with every delay free: a step happens at the earliest instant that its causes and its lower
 * bound allow, and not before the goal's begin if it writes to the store. So no later lower bound is ever too strict.
 */
export function successors(
  found: RecordedModel,
  actions: readonly ActionRecorded[],
  row: Row,
  goal: Goal,
): readonly Row[] {
  const { model } = found;
  const next: Row[] = [];
  for (const step of dueSteps(row, (into) => pending(model, row, into))) {
    if (step.atMs > goal.endMs || ELSEWHERE.has(kindOf(step.code))) continue;
    for (const after of takeManagerStep(model, row, step, goal)) {
      next.push(after, ...startedBefore(model, row, after, step, goal));
    }
  }
  for (let t = 0; t < model.tasks; t++) next.push(...consequentialReports(model, row, t, goal));
  const action = actions[get(row, G.moves)];
  if (action !== undefined && get(row, G.moves) < goal.mostActions) next.push(...acted(found, row, action));
  return next.filter((after) => noteServiceWrite(found, row, after, goal));
}

/** One step of the manager. A failure may be read at any time up to the end, and counts or not by its age then. */
function takeManagerStep(m: Model, row: Row, step: DueStep, goal: Goal): readonly Row[] {
  if (kindOf(step.code) === KIND['updater.reads-failure']) return failureInstants(m, row, step, goal);
  const after = takenAt(m, row, step.code, step.atMs, goal);
  const isHidden = get(after, G.raftIndex) === get(row, G.raftIndex);
  const taken = isHidden || step.atMs >= goal.beginMs ? after : takenAt(m, row, step.code, goal.beginMs, goal);
  noteTracked(m, row, taken, goal.endMs);
  noteDone(m, row, taken);
  return [taken];
}

/**
 * Steps on a node wait here until a report shows them, and none depends on a desired state but the start of a container: so when a
 * step takes back the wish to run, the container may have been started before.
 */
function startedBefore(m: Model, row: Row, after: Row, step: DueStep, goal: Goal): readonly Row[] {
  const next: Row[] = [];
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    const [before, now] = [get(row, task + T.desired), get(after, task + T.desired)];
    if (get(row, task + T.id) === 0 || before !== TaskState.running || now <= TaskState.running) continue;
    const started = nodeProgress(m, row, t, goal).filter((r) => get(r, task + T.actual) === TaskState.starting);
    for (const source of started) next.push(...takeManagerStep(m, source, step, goal));
  }
  return next;
}

/** Reports of RUNNING and of ends: somebody acts on them. Those of earlier states are `settle`'s. */
function consequentialReports(m: Model, row: Row, t: number, goal: Goal): readonly Row[] {
  const task = m.places.task(t);
  const aim = goal.tasks[get(row, task + T.id) - 1];
  if (aim === undefined || get(row, task + T.node) === 0) return [];
  const most = aim.shown?.observed;
  const allowed = (state: number): boolean =>
    state === TaskState.running ? (most ?? state) >= state : state > TaskState.running && state === (most ?? state);
  return reportable(m, row, t, goal)
    .filter((source) => allowed(get(source, task + T.actual)))
    .map((source) => report(m, source, t, goal));
}

function acted({ model, deploys }: RecordedModel, row: Row, action: ActionRecorded): readonly Row[] {
  const service = model.places.service(0);
  const after = row.slice();
  set(after, G.moves, get(row, G.moves) + 1);
  const spec = deploys(action, get(row, service + S.spec));
  if (spec >= 0) updateService(model, after, 0, spec);
  else if (get(row, service + S.previousSpec) === 0) return [];
  else rollBackService(model, after, 0);
  return [after];
}
