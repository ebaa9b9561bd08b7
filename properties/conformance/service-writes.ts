import { S } from '#model/world.js';
import { get, set, type Row } from '#src/layout/layout.js';
import { olderTasksAreThere, type Goal } from './goal.ts';
import type { RecordedModel } from './recorded-model.ts';
import { behind } from './row.ts';

/**
 * Notes, in a word behind the world, that the service has been written since it was last read; false: the recording forbids it.
 * Version.Index orders all writes: what a sample shows of tasks with lower versions was there when the service got the last of its.
 */
export function noteServiceWrite(found: RecordedModel, before: Row, after: Row, goal: Goal): boolean {
  const version = found.model.places.service(0) + S.version;
  if (get(before, version) === get(after, version)) return true;
  const isLast = goal.reads === 'tasks' || goal.service === 'unknown' || olderTasksAreThere(found, after, goal);
  set(after, behind(found.model).written, isLast ? 1 : 0);
  return goal.service !== 'stands';
}

/** Whether the service has been written as its version says. */
export function isWrittenAsRecorded({ model }: RecordedModel, row: Row, goal: Goal): boolean {
  return goal.service !== 'is-written' || goal.reads === 'tasks' || get(row, behind(model).written) === 1;
}
