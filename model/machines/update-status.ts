import { setup } from 'xstate';
import { asked, type Asked } from './asked.ts';

/**
 * UpdateStatus.State as its writers change it (swarmkit updater.go startUpdate, pauseUpdate, rollbackUpdate, completeUpdate;
 * controlapi UpdateService). Every writer of the updater does nothing when the status is absent.
 */
export const updateStatus = setup({
  types: { events: {} as Asked },
  guards: { 'has a previous spec': asked('has a previous spec') },
  actions: { 'writes the status': () => undefined, 'restores the previous spec': () => undefined },
}).createMachine({
  id: 'update status',
  initial: 'unset',
  on: {
    'operator.updates': '.unset',
    'operator.rolls-back': '.rollback_started',
  },
  states: {
    unset: {
      on: {
        'updater.starts': { target: 'updating', actions: 'writes the status' },
        'updater.pauses': 'unset',
        'updater.rolls-back': 'unset',
        'updater.completes': 'unset',
      },
    },
    updating: {
      on: { 'updater.starts': 'updating', ...pausing('paused'), ...rolling('updating'), ...completing('completed') },
    },
    paused: {
      on: { 'updater.starts': 'paused', ...pausing('paused'), ...rolling('paused'), ...completing('completed') },
    },
    completed: {
      on: { 'updater.starts': 'completed', ...pausing('paused'), ...rolling('completed'), ...completing('completed') },
    },
    rollback_started: {
      on: {
        'updater.starts': 'rollback_started',
        ...pausing('rollback_paused'),
        ...rolling('rollback_started'),
        ...completing('rollback_completed'),
      },
    },
    rollback_paused: {
      on: {
        'updater.starts': 'rollback_paused',
        ...pausing('paused'),
        ...rolling('rollback_paused'),
        ...completing('completed'),
      },
    },
    rollback_completed: {
      on: {
        'updater.starts': 'rollback_completed',
        ...pausing('paused'),
        ...rolling('rollback_completed'),
        ...completing('completed'),
      },
    },
  },
});

/** pauseUpdate: ROLLBACK_PAUSED only from ROLLBACK_STARTED, PAUSED from any other state. */
function pausing<T extends string>(target: T) {
  return { 'updater.pauses': { target, actions: 'writes the status' as const } };
}

/** rollbackUpdate: without a PreviousSpec the transaction fails and nothing is written. */
function rolling<T extends string>(unchanged: T) {
  return {
    'updater.rolls-back': [
      {
        guard: 'has a previous spec' as const,
        target: 'rollback_started' as const,
        actions: 'restores the previous spec' as const,
      },
      { target: unchanged },
    ],
  };
}

/** completeUpdate: ROLLBACK_COMPLETED only from ROLLBACK_STARTED, COMPLETED from any other state. */
function completing<T extends string>(target: T) {
  return { 'updater.completes': { target, actions: 'writes the status' as const } };
}
