import { pendAgent } from '#model/actors/agent.js';
import { pendScheduling } from '#model/actors/scheduler.js';
import { TaskState, type Model } from '#model/index.js';
import { codeOf, KIND, kindOf } from '#model/steps.js';
import { T } from '#model/world.js';
import { get, type Row } from '#src/layout/layout.js';
import { dueSteps } from './due-steps.ts';
import type { Goal } from './goal.ts';
import { takenAt } from './taken-at.ts';

/**
 * Every row in which a task's node has come further than the store knows, by any of its steps. They touch nothing but the task, so
 * they can wait until a report shows them; each happens at the earliest instant that its causes allow.
 */
export function nodeProgress(m: Model, row: Row, t: number, goal: Goal): readonly Row[] {
  const task = m.places.task(t);
  const rows: Row[] = [row];
  for (const from of rows) {
    for (const { code, atMs } of dueSteps(from, (into) => pendAgent(m, from, t, task, into))) {
      if (kindOf(code) === KIND['agent.reports'] || atMs > goal.endMs) continue;
      rows.push(takenAt(m, from, code, atMs, goal));
    }
  }
  return rows.slice(1);
}

/** Rows from which the agent may report a state that the store does not know. */
export function reportable(m: Model, row: Row, t: number, goal: Goal): readonly Row[] {
  const task = m.places.task(t);
  const rows = [row, ...nodeProgress(m, row, t, goal)];
  return rows.filter((source) => get(source, task + T.actual) !== get(source, task + T.observed));
}

export function report(m: Model, row: Row, t: number, goal: Goal): Row {
  return takenAt(m, row, codeOf(KIND['agent.reports'], t), goal.beginMs, goal);
}

/** Takes the steps that nothing depends on as soon as they are possible: allocation, assignment, reports of states before RUNNING. */
export function settled(m: Model, row: Row, goal: Goal): Row {
  let current = row;
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    const aim = goal.tasks[get(current, task + T.id) - 1];
    if (aim === undefined) continue;
    const most = aim.shown?.observed ?? TaskState.shutdown;
    current = scheduled(m, current, t, most, goal);
    if (most >= TaskState.running || get(current, task + T.observed) >= most) continue;
    const source = reportable(m, current, t, goal).find((from) => get(from, task + T.actual) === most);
    if (source !== undefined) current = report(m, source, t, goal);
  }
  return current;
}

function scheduled(m: Model, row: Row, t: number, most: number, goal: Goal): Row {
  const task = m.places.task(t);
  if (get(row, task + T.node) !== 0 || get(row, task + T.observed) >= Math.min(most, TaskState.assigned)) return row;
  const [step] = dueSteps(row, (into) => pendScheduling(m, row, t, task, into));
  if (step === undefined || kindOf(step.code) === KIND['scheduler.gives-up']) return row;
  return scheduled(m, takenAt(m, row, step.code, goal.beginMs, goal), t, most, goal);
}
