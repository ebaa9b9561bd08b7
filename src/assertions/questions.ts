import type { Row } from '../layout/layout.ts';
import { get, set } from '../layout/layout.ts';
import type { Read } from '../port/swarm-port.ts';
import type { Question } from './judge.ts';

/** The app's place among the services of its stack. */
export const APP = 0;

export const DEPLOY: Question = { ask: 'deploy' };
export const SLEEP: Question = { ask: 'sleep' };

/** An interval of the rule's own, in place of the one that is set for all. */
export const sleepFor = (ms: number): Question => ({ ask: 'sleep', ms });

export const asks = (read: Read, service: number): Question => ({ ask: 'read', read, service });

/** One read of each service of the stack, the app's first. */
export const asksEach = (read: Read, services: number): readonly Question[] =>
  Array.from({ length: services }, (_, service) => asks(read, service));

/** Counts on to the next service, in place. False when every one has had its turn; the app is next again then. */
export function toNextService(row: Row, at: number, services: number): boolean {
  const next = get(row, at) + 1;
  set(row, at, next < services ? next : 0);
  return next < services;
}
