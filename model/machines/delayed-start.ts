import { setup } from 'xstate';
import { asked, type Asked } from './asked.ts';

const nothing = (): undefined => undefined;

/** Desired READY to RUNNING, after a delay and after the old task has stopped or 60 s (swarmkit restart.go DelayStart). */
export const delayedStart = setup({
  types: { events: {} as Asked },
  guards: { 'waits for the old task': asked('waits for the old task') },
  actions: { 'starts now': nothing },
}).createMachine({
  id: 'delayed start',
  initial: 'none',
  on: { 'leader.changes': '.none' },
  states: {
    none: { on: { 'supervisor.delays': 'delaying' } },
    delaying: {
      on: {
        'delay.elapses': [
          { guard: 'waits for the old task', target: 'waiting' },
          { target: 'none', actions: 'starts now' },
        ],
        'task.is-deleted': 'none',
      },
    },
    waiting: { on: { 'old-task.ends': { target: 'none', actions: 'starts now' }, 'task.is-deleted': 'none' } },
  },
});
