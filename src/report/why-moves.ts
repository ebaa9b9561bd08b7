/** The operator's further moves, and what each does to a rollout; empty when there were none. */
export function movesInWords(moves = ''): string {
  const made = moves.split(/[\s,+]+/).filter((move) => move !== '' && move !== 'none');
  if (made.length === 0) return '';
  const list = made.map((move) => MOVES[move] ?? move).join('; ');
  return `The operator's own ${made.length === 1 ? 'move' : 'moves'} took part: ${list}.`;
}

const MOVES: Readonly<Record<string, string>> = {
  identical: 'the same deploy once more, which erases the update status and makes the head its own rollback target',
  'label-only': 'a deploy that changes only a label, which erases the update status and replaces no task',
  'other-spec': 'a deploy of another commit',
  rollback: 'a rollback by hand',
  force: 'a forced redeploy, which replaces every task',
  scale: 'another number of replicas, which erases the update status too',
  drain: 'a node that was drained',
  'pause-node': 'a node that was paused',
  activate: 'a node that was made active again',
  'relabel-node': 'a label of a node that was changed',
  'remove-service': 'a service that was removed',
  'remove-node': 'a node that was removed',
};
