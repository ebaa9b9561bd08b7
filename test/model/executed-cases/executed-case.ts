// A row of the semantics' section 12: what real SwarmKit did, and what this model must therefore do.
import type { Line, Played } from '../play.ts';
import type { Seen, SpecName, TaskSeen } from '../seen.ts';
import type { Setup } from '../setup.ts';

export interface ExecutedCase {
  /** The probe's name in swarm-semantics.md. */
  readonly id: string;
  readonly claim: string;
  /** Whether the row is one schedule among several, or what every schedule shows (the default). */
  readonly on?: 'some schedule';
  /** The mechanism leaves no other outcome: it must also be shown when every goroutine, agent and report takes its time. */
  readonly forEver?: true;
  readonly setup: Setup;
  readonly script: readonly Line[];
  readonly trace: string;
  readonly spec?: SpecName;
  readonly previousSpec?: SpecName | null;
  /** Specs of the tasks that run at the end, one word a slot, sorted. */
  readonly runs?: string;
  /** The same for tasks with desired state <= RUNNING. */
  readonly wants?: string;
  /** Whatever else the row says, as data. */
  readonly facts?: (played: Played) => Readonly<Record<string, unknown>>;
  readonly expected?: Readonly<Record<string, unknown>>;
}

export const runningTasks = (seen: Seen, spec: SpecName): readonly TaskSeen[] =>
  seen.tasks.filter((task) => task.spec === spec && task.onNode === 'running');

/** A base task that runs in a slot that no worker has come to yet. */
export function notYetUpdated(seen: Seen): { readonly task: number } {
  const task = runningTasks(seen, 'base').find(({ slot }) => seen.workers[slot - 1] === 'queued');
  if (task === undefined) throw new Error('every slot has been reached');
  return { task: task.id };
}

/** The oldest running task of a spec. */
export function running(spec: SpecName): (seen: Seen) => { readonly task: number } {
  return (seen) => {
    const [task] = runningTasks(seen, spec);
    if (task === undefined) throw new Error(`no task of ${spec} runs`);
    return { task: task.id };
  };
}

/** The newest running task of a spec. */
export function newest(spec: SpecName): (seen: Seen) => { readonly task: number } {
  return (seen) => {
    const task = runningTasks(seen, spec).at(-1);
    if (task === undefined) throw new Error(`no task of ${spec} runs`);
    return { task: task.id };
  };
}

export const someRuns =
  (spec: SpecName) =>
  (seen: Seen): boolean =>
    runningTasks(seen, spec).length > 0;

export const statusIs =
  (status: Seen['status']) =>
  (seen: Seen): boolean =>
    seen.status === status;

/** Slots in which a task of that spec failed or finished twice or more: it crash-loops there. */
export function crashLoops({ end }: Played, spec: SpecName): number {
  const over = (slot: number): number =>
    end.tasks.filter((task) => task.slot === slot && task.spec === spec && ['failed', 'complete'].includes(task.state))
      .length;
  return end.workers.filter((_phase, l) => over(l + 1) >= 2).length;
}
