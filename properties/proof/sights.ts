import { isDirtyTask } from '#model/actors/dirty.js';
import { serviceAt, type Model } from '#model/model.js';
import { answersRequests, desiredTasks, exitCodeOf, runningTasks } from '#model/view.js';
import { N, S, T } from '#model/world.js';
import type { Read } from '#src/assertions/judge.js';
import type { StepCode } from '#src/explore/transition-system.js';
import { get, type Row } from '#src/layout/layout.js';
import { WATCH, type WatchedRollout } from '../watched-rollout.ts';

const READS = ['inspect', 'replicas', 'list', 'up-to-date', 'nodes', 'health'] as const satisfies readonly Read[];
/** It would only look at the clock; it gets no answer. */
const NOTHING = 0;

/** Of a service as `inspect` shows it: a spec's index stands for all that is its. */
const SERVICE = [S.version, S.spec, S.previousSpec, S.updateState, S.startedAt] as const;
const NODE = [N.gone, N.down, N.availability] as const;
const TASK = [T.id, T.spec, T.observed, T.desired, T.node, T.createdAt] as const;
/** And its place, which stands for its slot, and its exit code. */
const TASK_WORDS = TASK.length + 2;

interface Sights {
  readonly questions: number;
  readonly size: number;
  readonly question: (row: Row, step: StepCode) => number;
  readonly show: (row: Row, question: number, into: Row) => void;
}

/** What view.ts shows, as words: where they are equal, so are the answers. */
export function sights(v: WatchedRollout): Sights {
  const { model: m } = v;
  return {
    questions: 1 + m.services.length * READS.length,
    size: 2 + Math.max(SERVICE.length, TASK_WORDS * m.tasks, NODE.length * m.nodes),
    question(row: Row, step: StepCode): number {
      const asked = step === WATCH ? v.watcher.asks(v, row) : null;
      return asked === null ? NOTHING : 1 + asked.service * READS.length + READS.indexOf(asked.read);
    },
    show(row: Row, question: number, into: Row): void {
      into.fill(0);
      into[0] = question;
      if (question === NOTHING) return;
      const s = Math.floor((question - 1) / READS.length);
      into[1] = get(row, m.places.service(s) + S.gone);
      write(m, row, s, READS[(question - 1) % READS.length] as Read, into);
    },
  };
}

function write(m: Model, row: Row, s: number, read: Read, into: Row): void {
  const service = m.places.service(s);
  let at = 2;
  switch (read) {
    case 'inspect':
      for (const field of SERVICE) into[at++] = get(row, service + field);
      return;
    case 'replicas':
      into[at] = runningTasks(m, row, s);
      into[at + 1] = desiredTasks(m, row, s);
      return;
    case 'list':
    case 'up-to-date':
      writeTasks(m, row, s, read === 'up-to-date', into);
      return;
    case 'nodes':
      for (let n = 0; n < m.nodes; n++) for (const field of NODE) into[at++] = get(row, m.places.node(n) + field);
      return;
    case 'health':
      into[at] = answersRequests(m, row) ? 1 : 0;
      return;
  }
}

function writeTasks(m: Model, row: Row, s: number, upToDate: boolean, into: Row): void {
  const service = m.places.service(s);
  const [spec, version] = [get(row, service + S.spec), get(row, service + S.specVersion)];
  const { firstSlot, slots } = serviceAt(m, s);
  let at = 2;
  for (let t = firstSlot * m.tasksPerSlot; t < (firstSlot + slots) * m.tasksPerSlot; t++) {
    const task = m.places.task(t);
    if (get(row, task + T.id) === 0 || (upToDate && isDirtyTask(m, row, task, spec, version))) continue;
    into[at++] = t;
    into[at++] = exitCodeOf(m, row, task);
    for (const field of TASK) into[at++] = get(row, task + field);
  }
}
