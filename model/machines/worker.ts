import { and, setup } from 'xstate';
import { asked, type Asked } from './asked.ts';

const nothing = (): undefined => undefined;

/** What a worker does when a slot is finished: sleep Delay, unless there is none (swarmkit updater.go worker). */
const finish = (actions: 'nothing more' | 'removes the old tasks') => [
  { guard: 'delay is set' as const, target: 'delaying' as const, actions },
  { target: 'done' as const, actions },
];

/** One slot in the hands of an update worker (swarmkit updater.go worker, updateTask, useExistingTask). */
export const worker = setup({
  types: { events: {} as Asked },
  guards: {
    'clean task to keep': asked('clean task to keep'),
    'must be promoted': asked('must be promoted'),
    'old task is gone': asked('old task is gone'),
    'start-first and running': asked('start-first and running'),
    'delay is set': asked('delay is set'),
  },
  actions: {
    'nothing more': nothing,
    'removes the other tasks': nothing,
    'promotes the kept task': nothing,
    'creates the new task': nothing,
    'removes the old tasks': nothing,
  },
}).createMachine({
  id: 'update worker',
  initial: 'idle',
  on: { 'leader.changes': '.idle' },
  states: {
    idle: { on: { 'updater.queues': 'queued' } },
    queued: { on: { 'updater.hands-out': 'choosing', 'updater.returns': 'idle' } },
    choosing: {
      on: {
        'worker.keeps': [
          {
            guard: 'must be promoted',
            target: 'promoting',
            actions: ['removes the other tasks', 'promotes the kept task'],
          },
          { guard: 'delay is set', target: 'delaying', actions: 'removes the other tasks' },
          { target: 'done', actions: 'removes the other tasks' },
        ],
        'worker.replaces': { target: 'waiting', actions: 'creates the new task' },
        // The restart supervisor was there first: the transaction is aborted, no task is created (swarmkit#1504).
        'worker.aborts': finish('nothing more'),
      },
    },
    promoting: { on: { 'worker.sees-promotion': finish('nothing more'), 'worker.stops': 'done' } },
    waiting: {
      on: {
        'worker.sees-running': [
          {
            guard: and(['start-first and running', 'delay is set']),
            target: 'delaying',
            actions: 'removes the old tasks',
          },
          { guard: 'start-first and running', target: 'done', actions: 'removes the old tasks' },
          ...finish('nothing more'),
        ],
        'worker.stops': 'done',
      },
    },
    delaying: { on: { 'worker.has-waited': 'done', 'worker.stops': 'done' } },
    done: { on: { 'updater.returns': 'idle' } },
  },
});
