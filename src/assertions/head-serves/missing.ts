import type { Verdict } from '../judge.ts';

/** What keeps a round from being clean, or a clean round from being the last. Codes are positions in the list. */
const MISSING = [
  'nothing',
  "the head's stamp on every service",
  'an update status of unset or completed',
  'a service that wants at least one task',
  'one wanted, up-to-date task in every slot, and no other',
  'every wanted task running',
  'every wanted task on a node that is not down',
  'the end of every task that is no longer wanted',
  'a round in which nobody wrote to the service',
  "a time without any change that is longer than the engine's own window",
  'room to remember that many slots',
  'an answer: the engine has stopped answering',
  'room to remember the tasks from before the deploy',
  'a task on every node that is up and active, which a global service without constraints wants',
] as const;

export const Missing = {
  nothing: 0,
  stamp: 1,
  status: 2,
  wantedSlot: 3,
  taskPerSlot: 4,
  running: 5,
  node: 6,
  oldTasksEnd: 7,
  quietRound: 8,
  longEnough: 9,
  room: 10,
  answer: 11,
  roomToCapture: 12,
  taskPerNode: 13,
} as const;

/** Null: nothing is missing. */
export const missingInWords = (missing: number): string | null =>
  missing === Missing.nothing ? null : (MISSING[missing] ?? null);

const UNDECIDED: readonly Verdict[] = MISSING.map((missing) => ({ verdict: 'undecided', missing }));

export const undecided = (missing: number): Verdict => UNDECIDED[missing] as Verdict;
