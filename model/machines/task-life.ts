import { setup } from 'xstate';
import type { Asked } from './asked.ts';

/**
 * Observed life of a task, transitions grouped by the component that owns them (swarmkit design/task_model.md,
 * agent/exec/controller.go Do). Observed state never goes back. `remove` is only ever a desired state and `orphaned`
 * needs a node down for 24 h, so neither is entered here.
 */
export const taskLife = setup({ types: { events: {} as Asked } }).createMachine({
  id: 'task life',
  initial: 'new',
  states: {
    new: { on: { 'allocator.allocates': 'pending' } },
    pending: { on: { 'scheduler.assigns': 'assigned', 'scheduler.gives-up': 'shutdown' } },
    assigned: { on: { 'agent.accepts': 'accepted', 'agent.shuts-down': 'shutdown', 'agent.rejects': 'rejected' } },
    accepted: { on: { 'agent.prepares': 'preparing', 'agent.shuts-down': 'shutdown', 'agent.rejects': 'rejected' } },
    preparing: { on: { 'agent.is-prepared': 'ready', 'agent.shuts-down': 'shutdown', 'agent.rejects': 'rejected' } },
    ready: { on: { 'agent.starts': 'starting', 'agent.shuts-down': 'shutdown', 'agent.rejects': 'rejected' } },
    starting: {
      on: {
        'agent.is-started': 'running',
        'agent.fails': 'failed',
        'agent.finishes': 'complete',
        'agent.shuts-down': 'shutdown',
      },
    },
    running: { on: { 'agent.fails': 'failed', 'agent.finishes': 'complete', 'agent.shuts-down': 'shutdown' } },
    complete: {},
    shutdown: {},
    failed: {},
    rejected: {},
    remove: {},
    orphaned: {},
  },
});
