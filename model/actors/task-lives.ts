import { get, set, type Row } from '#src/layout/layout.js';
import { taskLife } from '../machines/task-life.ts';
import type { Model } from '../model.ts';
import { codeIn, wire } from '../step-machine.ts';
import { G, T } from '../world.ts';

/** Task life, wired to the state that a task has where it is: on its node once it is assigned. Subjects are task indexes. */
export const taskLives = wire<Model, Row>(taskLife, {
  read: (m, w, t) => get(w, m.places.task(t) + T.actual),
  write: (m, w, t, state) => {
    set(w, m.places.task(t) + T.actual, state);
    set(w, m.places.task(t) + T.actualSince, get(w, G.now));
  },
  guards: {},
  effects: {},
});

const event = (name: string): number => codeIn(taskLives.table.events, name);
export const TASK_EVENT = {
  allocates: event('allocator.allocates'),
  assigns: event('scheduler.assigns'),
  givesUp: event('scheduler.gives-up'),
  accepts: event('agent.accepts'),
  prepares: event('agent.prepares'),
  isPrepared: event('agent.is-prepared'),
  rejects: event('agent.rejects'),
  starts: event('agent.starts'),
  isStarted: event('agent.is-started'),
  fails: event('agent.fails'),
  finishes: event('agent.finishes'),
  shutsDown: event('agent.shuts-down'),
} as const;
