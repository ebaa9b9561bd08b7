type Facts = Readonly<Record<string, string>>;

/** What the rule read, what it took that for, and on what it passed: from the status that it read, and the updater's phase at the verdict. */
export function passInWords(facts: Facts, statusRead: string | null): string {
  const { moves = 'none' } = facts;
  // In a stack of several services the app's comes first.
  const [phase = 'unknown'] = (facts['phase'] ?? 'unknown').split(', ');
  const moved = moves !== 'none';
  if (statusRead === 'unset') return unset(phase, moved);
  if (statusRead === 'updating') return `passed ${WHILE[phase] ?? 'on a status that no updater was there to finish'}`;
  const read = statusRead === null ? 'never asked for the update status' : misread(statusRead);
  return `${read}, and passed ${WHILE[phase] ?? atRest(phase, moved)}`;
}

function unset(phase: string, moved: boolean): string {
  const when = moved ? ', which every deploy erases' : ' before the updater had started';
  const rest = moved ? 'on whatever task answered' : 'on the old task';
  return `read no update status${when}, took it for 'nothing to do', and passed ${WHILE[phase] ?? rest}`;
}

/** No updater was at work when the rule passed: it had not started, or there was none. */
function atRest(phase: string, moved: boolean): string {
  if (phase !== 'queued' && phase !== 'created') return 'on what was running';
  return moved ? 'before the next updater had started' : 'on the old task, before the updater had started';
}

function misread(status: string): string {
  return MISREAD[status] ?? `went on at the status '${status}'`;
}

/** The updater's phases between its first write and its return. */
const WHILE: Readonly<Record<string, string>> = {
  dispatching: 'while the updater was still handing out slots',
  draining: 'while tasks were still being replaced',
  halting: 'while the updater was already giving up',
  monitoring: 'while the update was still inside its monitor window, which is when a failure rolls it back',
  completing: 'just before the updater wrote its last word',
};

const MISREAD: Readonly<Record<string, string>> = {
  completed: "took a 'completed' status for the last word",
  paused: 'took a paused update for a finished one',
  rollback_started: 'took a rollback under way for a finished update',
  rollback_completed: 'took a finished rollback for a finished update',
  rollback_paused: 'took a rollback that had stopped half-way for a finished update',
};
