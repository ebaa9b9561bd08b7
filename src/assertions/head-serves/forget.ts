import type { Row } from '../../layout/layout.ts';
import { get, NEVER, set } from '../../layout/layout.ts';
import type { Prospects } from '../judge.ts';
import type { HeadServesMemory } from './memory.ts';
import { Missing } from './missing.ts';
import { STEP } from './step.ts';
import type { TokenList } from './token-list.ts';
import { empty, tokenAt } from './token-list.ts';

/** What the rest of this round, and the rounds after it, will not come to depend on. */
export function forgetRound(m: HeadServesMemory, row: Row, at: number, prospects: Prospects): void {
  const { missing, tooSoon, cleanSinceMs, answered } = m.stack;
  if (prospects.areAnswers) set(row, at + answered, 1);
  foresee(m, row, at, prospects);
  const isLost = get(row, at + missing) !== Missing.nothing;
  // Whatever it is.
  if (isLost) set(row, at + missing, Missing.answer);
  // The first of the clean rounds is never the last.
  if (get(row, at + cleanSinceMs) === NEVER) set(row, at + tooSoon, 0);
  for (let index = 0; index < m.services; index++) {
    const service = m.serviceAt(at, index);
    const isRead = index === get(row, at + m.stack.service) && isMidRound(m, row, at);
    // Read anew by each round's first inspect, unless a global service's tasks have to tell it.
    if ((isLost || !isRead) && get(row, service + m.service.global) === 0) set(row, service + m.service.replicas, 0);
    if (prospects.isPast(row, index, get(row, service + m.service.followedAt))) {
      empty(row, service, m.seen);
      if (isRead) empty(row, at, m.gone);
    }
    // Says since when tasks are followed: none is, and the rest of this round follows none.
    const mayFollow = isRead && (!isEmpty(row, at, m.gone) || (!isLost && get(row, at + m.stack.step) <= STEP.LIST));
    if (!mayFollow && isEmpty(row, service, m.seen)) set(row, service + m.service.followedAt, 0);
  }
}

/** The first inspect of a service was answered, and its second one was not. */
function isMidRound(m: HeadServesMemory, row: Row, at: number): boolean {
  const step = get(row, at + m.stack.step);
  return step > STEP.INSPECT && step <= STEP.INSPECT_AGAIN;
}

/** What the answers to come are certain to show missing, or changed, is missing, or changed, at once. */
function foresee(m: HeadServesMemory, row: Row, at: number, prospects: Prospects): void {
  const step = get(row, at + m.stack.step);
  const missing = get(row, at + m.stack.missing);
  if (step === STEP.RESTING) {
    let changes = false;
    for (let index = 0; index < m.services; index++) changes ||= changed(m, row, at, index, prospects);
    if (changes) m.lacks(row, at, missing);
  } else if (isMidRound(m, row, at) && missing === Missing.nothing) {
    const index = get(row, at + m.stack.service);
    const service = m.serviceAt(at, index);
    const isWritten = prospects.isPast(row, index, get(row, service + m.service.version));
    const isShort = step === STEP.LIST && someSpent(row, service, m.tasks, prospects);
    if (isWritten || isShort) m.lacks(row, at, Missing.quietRound);
    else if (step === STEP.UP_TO_DATE && someSpent(row, service, m.tasks, prospects)) m.beginsAnew(row, at, service);
  }
  if (get(row, at + m.stack.cleanSinceMs) === NEVER) forgetLastRound(m, row, at, step);
}

/** Whatever this round is still going to see, the last one does not count. */
function forgetLastRound(m: HeadServesMemory, row: Row, at: number, step: number): void {
  const index = get(row, at + m.stack.service);
  for (let next = step <= STEP.UP_TO_DATE ? index : index + 1; next < m.services; next++) {
    m.beginsAnew(row, at, m.serviceAt(at, next));
  }
  if (step !== STEP.LIST) return;
  const service = m.serviceAt(at, index);
  empty(row, service, m.containers);
  empty(row, service, m.nodes);
}

/** The next round will find another version of the service, or another task. */
function changed(m: HeadServesMemory, row: Row, at: number, index: number, prospects: Prospects): boolean {
  const service = m.serviceAt(at, index);
  const version = get(row, service + m.service.version);
  return prospects.isPast(row, index, version) || someSpent(row, service, m.tasks, prospects);
}

function someSpent(row: Row, region: number, list: TokenList, prospects: Prospects): boolean {
  for (let place = 0; place < list.size; place++) {
    const task = tokenAt(row, region, list, place);
    if (task !== 0 && prospects.isSpent(row, task)) return true;
  }
  return false;
}

const isEmpty = (row: Row, region: number, list: TokenList): boolean => {
  for (let place = 0; place < list.size; place++) if (tokenAt(row, region, list, place) !== 0) return false;
  return true;
};
