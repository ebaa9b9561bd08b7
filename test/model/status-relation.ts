// The relation of semantics 6.8 as far as it lies in this scope (one replicated service, no leader change), edge by edge.
import type { UpdateStateName } from '#model/vocabulary.js';

export interface Edge {
  readonly from: UpdateStateName;
  readonly to: UpdateStateName;
  readonly by: 'operator' | 'updater';
  readonly because: string;
}

const STATES: readonly UpdateStateName[] = [
  'unset',
  'updating',
  'paused',
  'completed',
  'rollback_started',
  'rollback_paused',
  'rollback_completed',
];

const byOperator: readonly Edge[] = STATES.flatMap((from) => [
  { from, to: 'unset', by: 'operator', because: '6.8: any to nil, UpdateService (normal)' },
  { from, to: 'rollback_started', by: 'operator', because: '6.8: any, if PreviousSpec, UpdateService (rollback)' },
]);

const byUpdater: readonly (readonly [from: UpdateStateName, to: UpdateStateName, because: string])[] = [
  ['unset', 'updating', '6.8: updater start, at least one dirty slot'],
  ['updating', 'completed', '6.8: updater'],
  ['updating', 'paused', '6.8: updater'],
  ['updating', 'rollback_started', '6.8: updater'],
  ['rollback_started', 'rollback_completed', '6.8: updater'],
  ['rollback_started', 'rollback_paused', '6.8: updater'],
  ['rollback_started', 'rollback_started', '6.8: its own failure calls rollbackUpdate after a manual rollback [D]'],
  ['rollback_paused', 'completed', '6.8: bug path of 6.6, P04'],
  ['completed', 'completed', '6.8: clean-up run after completion, P07b'],
  ['rollback_completed', 'completed', '6.8: clean-up run after completion, E01, E02'],
  ['completed', 'paused', '6.8: clean-up run creating tasks that fail [D]'],
  ['completed', 'rollback_started', '6.8: the same [D]'],
  ['rollback_completed', 'paused', '6.8: the same [D]'],
  ['rollback_completed', 'rollback_started', '6.8: the same, after a manual rollback, which keeps a PreviousSpec [D]'],
  // Not in 6.8; what follows is derived from 6.6 and 6.7.
  [
    'rollback_paused',
    'paused',
    'bug path of 6.6: the run goes on, and a second failure calls pauseUpdate again; 6.7: it writes ROLLBACK_PAUSED only over ROLLBACK_STARTED, PAUSED over anything else',
  ],
  ['paused', 'completed', 'bug path, after that: completeUpdate writes COMPLETED over any other non-nil state (6.7)'],
  [
    'paused',
    'paused',
    'an updater that was registered from an event older than the pause (4.1: the service is the event’s) does not know of it, and pauses too',
  ],
  ['paused', 'rollback_started', 'the same with failure action rollback, where a PreviousSpec is left'],
];

export const RELATION: readonly Edge[] = [
  ...byOperator,
  ...byUpdater.map(([from, to, because]) => ({ from, to, by: 'updater' as const, because })),
];

export const nameOf = ({ from, to, by }: Omit<Edge, 'because'>): string => `${from} to ${to} by the ${by}`;
