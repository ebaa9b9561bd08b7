import type { Model } from '#model/model.js';
import { nowMs } from '#model/view.js';
import { fateKind, raftIndex, statesOf } from '#model/view-details.js';
import { TaskState } from '#model/vocabulary.js';
import type { Row } from '#src/layout/layout.js';

/** What is remembered of a task beside the world: when it was written last, and what its container printed. */
interface TaskNote {
  readonly id: number;
  version: number;
  updatedAtMs: number;
  readonly log: LogLine[];
}

export interface LogLine {
  readonly atMs: number;
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

export interface TaskNotes {
  /** By task record. */
  readonly of: (t: number) => TaskNote | undefined;
  readonly note: (row: Row) => void;
}

export function taskNotes(model: Model): TaskNotes {
  const notes: (TaskNote | undefined)[] = [];
  // Stored state, desired state, node and state on the node of each record, as they were.
  const before = new Int32Array(model.tasks);
  const actualBefore = new Int32Array(model.tasks);

  const noteOne = (row: Row, t: number): void => {
    const { id, observed, desired, node, actual } = statesOf(model, row, t);
    if (id === 0) {
      notes[t] = undefined;
      return;
    }
    const now = nowMs(row);
    let note = notes[t];
    if (note?.id !== id) {
      note = { id, version: 0, updatedAtMs: 0, log: [] };
      notes[t] = note;
      before[t] = -1;
      actualBefore[t] = TaskState.new;
    }
    const word = (observed << 12) | (desired << 6) | node;
    if (before[t] !== word) {
      note.version = raftIndex(row);
      note.updatedAtMs = now;
      before[t] = word;
    }
    if (actualBefore[t] !== actual) {
      note.log.push(...printed(fateKind(model, row, t), actualBefore[t] ?? 0, actual, now));
      actualBefore[t] = actual;
    }
  };
  return {
    of: (t) => notes[t],
    note: (row) => {
      for (let t = 0; t < model.tasks; t++) noteOne(row, t);
    },
  };
}

/** What the container of a task says when it starts, and when its fate strikes. */
function printed(fate: string, was: number, is: number, atMs: number): readonly LogLine[] {
  const lines: LogLine[] = [];
  const started = is >= TaskState.starting && is <= TaskState.running;
  if (was < TaskState.starting && started) lines.push({ atMs, stream: 'stdout', text: 'starting' });
  if (was < TaskState.running && is === TaskState.running) lines.push({ atMs, stream: 'stdout', text: 'ready' });
  if (was >= TaskState.starting && was <= TaskState.running && is > TaskState.running) {
    const words = LAST_WORDS[fate];
    if (is === TaskState.failed && words !== undefined) lines.push({ atMs, stream: 'stderr', text: words });
    else if (is === TaskState.shutdown) lines.push({ atMs, stream: 'stdout', text: 'stopping' });
  }
  return lines;
}

/** A container that the kernel kills says nothing. */
const LAST_WORDS: Readonly<Record<string, string>> = {
  dies: 'fatal: cannot go on',
  'dies-late': 'fatal: cannot go on',
  'never-healthy': 'fatal: told to stop before it was healthy',
  'turns-unhealthy': 'fatal: told to stop, unhealthy',
};
