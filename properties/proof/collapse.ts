import { isInvalidNode } from '#model/nodes.js';
import { fateOf, specOf, type Model } from '#model/model.js';
import { codeOf, KIND } from '#model/steps.js';
import { TaskState } from '#model/vocabulary.js';
import { N, T } from '#model/world.js';
import { get, NEVER, type Row } from '#src/layout/layout.js';
import type { StepCode } from '#src/explore/transition-system.js';

/**
 * Steps that nobody can tell from the one that led to them: where the scenario gives them no time, a new task goes through
 * allocation, assignment and preparation at once, and reports of states between ASSIGNED and RUNNING reach the store at once.
 * No rule, no guard of the manager and no truth looks at these states, and every window that counts from them is widest so.
 * Such steps are taken together with the step before them. What is left out are ties: a stop that comes at the very instant of
 * the assignment, before it.
 */
export function collapsing(
  m: Model,
  take: (row: Row, code: StepCode) => void,
): (row: Row, taken?: (code: StepCode) => void) => void {
  const next = internalStep(m);
  return (row, taken) => {
    for (let t = 0; t < m.tasks; t++) {
      for (let code = next(row, t); code >= 0; code = next(row, t)) {
        take(row, code);
        taken?.(code);
      }
    }
  };
}

/** The internal step that a task is about to take; -1: none. */
function internalStep(m: Model): (row: Row, t: number) => StepCode {
  const { allocate, schedule, assign } = m.scenario.timing;
  const allocates = allocate.latestMs === 0;
  const assigns = schedule.latestMs === 0 && m.nodes === 1;
  const accepts = assign.latestMs === 0;
  return (row, t) => {
    const task = m.places.task(t);
    if (get(row, task + T.id) === 0) return -1;
    const actual = get(row, task + T.actual);
    if (actual > TaskState.running) return -1;
    const observed = get(row, task + T.observed);
    if (actual === TaskState.new) return allocates && observed === actual ? codeOf(KIND['allocator.allocates'], t) : -1;
    if (actual === TaskState.pending)
      return assigns && fitsFreely(m, row, t) ? codeOf(KIND['scheduler.assigns'], t) : -1;
    if (get(row, task + T.node) === 0) return -1;
    const node = m.places.node(get(row, task + T.node) - 1);
    if (get(row, node + N.cutSince) !== NEVER) return -1;
    if (actual > observed && actual < TaskState.running) return codeOf(KIND['agent.reports'], t);
    if (get(row, task + T.desired) > TaskState.running) return -1;
    if (!accepts || fateOf(m, row, task)?.kind === 'image-missing') return -1;
    if (actual === TaskState.assigned) return codeOf(KIND['agent.accepts'], t);
    if (specOf(m, row, task).behaviour.prepare.latestMs > 0) return -1;
    if (actual === TaskState.accepted) return codeOf(KIND['agent.prepares'], t);
    if (actual === TaskState.preparing) return codeOf(KIND['agent.has-prepared'], t);
    if (actual === TaskState.ready && get(row, task + T.desired) === TaskState.running)
      return codeOf(KIND['agent.starts'], t);
    return -1;
  };
}

/** The only node takes it, whatever else runs there. */
function fitsFreely(m: Model, row: Row, t: number): boolean {
  const task = m.places.task(t);
  if (get(row, task + T.observed) !== TaskState.pending || get(row, task + T.dropped) !== 0) return false;
  if (fateOf(m, row, task)?.kind === 'unschedulable') return false;
  const spec = specOf(m, row, task);
  if (spec.reservationMb !== 0 || spec.constrained || isInvalidNode(m, row, 0)) return false;
  return get(row, m.places.node(0) + N.availability) === 0 && get(row, task + T.node) === 0;
}
