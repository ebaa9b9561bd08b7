import { and, setup } from 'xstate';
import { asked, type Asked } from './asked.ts';

const nothing = (): undefined => undefined;

/**
 * One updater, from its registration to its return (swarmkit updater.go Run). Failures are read in `dispatching` and
 * `monitoring` only; while workers finish (`draining`, `halting`) they queue up. A cancelled updater goes on until a select
 * shows it the stop channel.
 */
export const updater = setup({
  types: { events: {} as Asked },
  guards: {
    'status is paused': asked('status is paused'),
    'no slot is dirty': asked('no slot is dirty'),
    'update in progress': asked('update in progress'),
    'more slots': asked('more slots'),
  },
  actions: {
    'completes the update': nothing,
    'starts the update': nothing,
    'pauses the update': nothing,
    'rolls the update back': nothing,
    'opens the window': nothing,
    returns: nothing,
    'is forgotten': nothing,
  },
}).createMachine({
  id: 'updater',
  initial: 'absent',
  // The memory of a leader dies with its term: nothing is written.
  on: { 'leader.changes': { target: '.absent', actions: 'is forgotten' } },
  states: {
    absent: { on: { 'supervisor.creates': 'created' } },
    created: {
      on: {
        'updater.starts': [
          { guard: 'status is paused', target: 'absent', actions: 'returns' },
          // swarmkit updater.go Run: no dirty slot and a status in progress completes at once, without any window.
          {
            guard: and(['no slot is dirty', 'update in progress']),
            target: 'absent',
            actions: ['completes the update', 'returns'],
          },
          { guard: 'no slot is dirty', target: 'absent', actions: 'returns' },
          { target: 'dispatching', actions: 'starts the update' },
        ],
      },
    },
    dispatching: {
      on: {
        'updater.hands-out': [{ guard: 'more slots', target: 'dispatching' }, { target: 'draining' }],
        'updater.tolerates': 'dispatching',
        'updater.pauses': { target: 'halting', actions: 'pauses the update' },
        'updater.rolls-back': { target: 'halting', actions: 'rolls the update back' },
        // swarmkit updater.go l.242-246: a rollback that would roll back pauses, and forgets to stop.
        'updater.pauses-rollback': { target: 'draining', actions: 'pauses the update' },
        'updater.stops': 'halting',
      },
    },
    draining: { on: { 'workers.finish': { target: 'monitoring', actions: 'opens the window' } } },
    halting: { on: { 'workers.finish': { target: 'absent', actions: 'returns' } } },
    monitoring: {
      on: {
        'updater.tolerates': 'monitoring',
        'updater.pauses': { target: 'absent', actions: ['pauses the update', 'returns'] },
        'updater.rolls-back': { target: 'absent', actions: ['rolls the update back', 'returns'] },
        'updater.pauses-rollback': { target: 'completing', actions: 'pauses the update' },
        'updater.completes': { target: 'absent', actions: ['completes the update', 'returns'] },
        'updater.stops': { target: 'absent', actions: 'returns' },
      },
    },
    completing: { on: { 'updater.completes': { target: 'absent', actions: ['completes the update', 'returns'] } } },
  },
});
