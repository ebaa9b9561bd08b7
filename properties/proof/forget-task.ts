import { OLD_TASK_TIMEOUT_MS } from '#model/defaults.js';
import { fateOf, specOf, type Model } from '#model/model.js';
import { TaskState, type FateKind } from '#model/vocabulary.js';
import { G, isOverState, T } from '#model/world.js';
import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import { NOBODYS } from '../canonical.ts';

/** Of one task: where it starts in the row. */
export function forgettingTask(m: Model): (row: Row, task: number) => void {
  const freezes = mayFreezeDeadline(m);
  const countsRestarts = m.specs.some(({ restart: { maxAttempts } }) => maxAttempts > 0);
  return (row, task) => {
    const now = get(row, G.now);
    // No judge that has a capture reads it (view.ts); recordRestart reads CreatedAt at the creation itself.
    set(row, task + T.createdAt, now);
    if (freezes && get(row, task + T.startDeadline) !== NEVER) {
      set(row, task + T.startDeadline, now + OLD_TASK_TIMEOUT_MS);
    }
    const actual = get(row, task + T.actual);
    if (isOverState(actual)) {
      // It uses no memory any more, and no judge reads an exit code.
      set(row, task + T.booted, 0);
      set(row, task + T.swollen, 0);
      set(row, task + T.end, 0);
      set(row, task + T.fate, 0);
      set(row, task + T.actualSince, now);
      // agent.ts has nothing to stop; the reaper reads desiredSince of REMOVE alone.
      if (get(row, task + T.desired) !== TaskState.remove) set(row, task + T.desiredSince, now);
    }
    // A SpecVersion names one spec, and that is compared too (dirty.ts); the scheduler asks for it of unassigned tasks.
    if (!countsRestarts && actual > TaskState.pending) set(row, task + T.specVersion, NOBODYS);
    if (actual !== TaskState.running) return;
    const fate = fateOf(m, row, task)?.kind;
    // agent.ts pendContainer, pendEnd.
    if (fate === undefined || !ENDS_BY_ITSELF.has(fate)) set(row, task + T.actualSince, now);
    const { bootMemoryMb, restMemoryMb } = specOf(m, row, task).behaviour;
    const hasBooted = bootMemoryMb === restMemoryMb || get(row, task + T.booted) !== 0;
    if (hasBooted && (fate !== 'eats-memory' || get(row, task + T.swollen) !== 0)) set(row, task + T.startedAt, now);
  };
}

const ENDS_BY_ITSELF: ReadonlySet<FateKind> = new Set(['dies', 'dies-late', 'turns-unhealthy']);

/** A delayed start's 60 s for the old task's stop never run out where every stop ends, and is heard of, before that. */
function mayFreezeDeadline(m: Model): boolean {
  const { timing, faults } = m.scenario;
  if (faults.kinds.includes('node-down')) return false;
  const { assign, stopSignal, report, manager } = timing;
  const outside = assign.latestMs + stopSignal.latestMs + report.latestMs + 2 * manager.latestMs;
  return m.specs.every(({ stopGraceMs, restart, behaviour: { prepare } }) => {
    return outside + stopGraceMs + prepare.latestMs + restart.delayMs < OLD_TASK_TIMEOUT_MS / 2;
  });
}
