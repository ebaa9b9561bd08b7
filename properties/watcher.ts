import type { Model } from '#model/model.js';
import {
  answersRequests,
  blankService,
  blankTask,
  desiredTasks,
  isThere,
  nowMs,
  runningTasks,
  showNodes,
  showService,
  showTasks,
  type NodeShown,
} from '#model/view.js';
import type { Answer, FailReason, Question, Read, Verdict } from '#src/assertions/judge.js';
import type { Step } from '#src/explore/transition-system.js';
import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import { keepOnItsWay, takeArrived, type Held } from './late-answer.ts';
import { noteVerdict, R, VERDICT } from './run.ts';
import type { WatchedRollout } from './watched-rollout.ts';

/** The judge as one more actor: each of its reads is a step, answered by what the Engine API shows at that instant. */
export interface Watcher {
  /** Wakes up if it slept, reads what the judge asks for, and lets it fold the answer in, or that there was none. */
  readonly look: (v: WatchedRollout, row: Row, how: Look) => void;
  /** An answer that was late is there. */
  readonly hears: (v: WatchedRollout, row: Row) => void;
  /** The read that a look would make now; null: it would only look at the clock. */
  readonly asks: (v: WatchedRollout, row: Row) => (Question & { readonly ask: 'read' }) | null;
  /** The deploy was answered. */
  readonly deployed: (v: WatchedRollout, row: Row) => void;
  /** What a read would show now. The object is reused. */
  readonly answer: (row: Row, read: Read, service: number) => Answer;
}

/** What becomes of the question: the engine answers at once, or so much later than it looked, or not at all. */
type Look = { readonly answered: true; readonly lateMs: number } | { readonly answered: false };

export const REASONS = [
  'deadline',
  'rolled-back',
  'paused',
  'unhealthy',
  'stamp-mismatch',
  'no-stamp',
  'head-died',
  'superseded',
] as const satisfies readonly FailReason[];

export function watcher(m: Model): Watcher {
  const pool = Array.from({ length: m.tasks }, blankTask);
  const at = { askedMs: 0, answeredMs: 0 };
  const inspected = { read: 'inspect' as const, service: blankService(m), ...at };
  const counted = { read: 'replicas' as const, running: 0, desired: 0, ...at };
  const listed = { read: 'list' as const, tasks: [blankTask()], ...at };
  const upToDate = { read: 'up-to-date' as const, tasks: [blankTask()], ...at };
  const shownNodes = Array.from({ length: m.nodes }, (): NodeShown => ({ id: 0, down: false, availability: 'active' }));
  const nodes = { read: 'nodes' as const, nodes: [...shownNodes], ...at };
  const missing = { read: 'error' as const, message: 'no such service', ...at };
  const health = { read: 'health' as const, answers: false, ...at };
  const answer = (row: Row, read: Read, s: number): Answer => {
    const isOfService = read !== 'nodes' && read !== 'health';
    if (isOfService && !isThere(m, row, s)) return stamped(missing, row);
    switch (read) {
      case 'inspect':
        showService(m, row, s, inspected.service);
        return stamped(inspected, row);
      case 'replicas':
        counted.running = runningTasks(m, row, s);
        counted.desired = desiredTasks(m, row, s);
        return stamped(counted, row);
      case 'list':
        showTasks(m, row, s, false, pool, listed.tasks);
        return stamped(listed, row);
      case 'up-to-date':
        showTasks(m, row, s, true, pool, upToDate.tasks);
        return stamped(upToDate, row);
      case 'nodes':
        showNodes(m, row, shownNodes, nodes.nodes);
        return stamped(nodes, row);
      case 'health':
        health.answers = answersRequests(m, row);
        return stamped(health, row);
    }
  };
  return { answer, look, hears, asks, deployed };
}

/** A read takes no time of its own: what passes between two reads is the scenario's `read` window. */
function stamped<A extends { askedMs: number; answeredMs: number }>(answer: A, row: Row): A {
  answer.askedMs = nowMs(row);
  answer.answeredMs = answer.askedMs;
  return answer;
}

/** The engine was restarted, has no leader, or the way to it is broken: a rule sees no difference. */
const SILENCE = { read: 'error' as const, message: 'no answer', askedMs: 0, answeredMs: 0 };

function look(v: WatchedRollout, row: Row, how: Look): void {
  const { judge, memory, run } = v;
  const now = nowMs(row);
  if (get(row, run + R.asleep) !== 0) {
    set(row, run + R.asleep, 0);
    set(row, run + R.roundAt, NEVER);
    if (conclude(v, row, judge.resume(row, memory, now))) return;
  }
  const question = judge.question(row, memory);
  if (question.ask === 'read') {
    if (get(row, run + R.roundAt) === NEVER) set(row, run + R.roundAt, now);
    const answer = how.answered ? v.watcher.answer(row, question.read, question.service) : stamped(SILENCE, row);
    if (how.answered && how.lateMs > 0) {
      const late = { ...answer, answeredMs: now + how.lateMs };
      keepOnItsWay(v, row, late.answeredMs, codesOf(judge.judge(row, memory, late)));
      return;
    }
    if (conclude(v, row, judge.judge(row, memory, answer))) return;
  }
  planNext(v, row);
}

function hears(v: WatchedRollout, row: Row): void {
  const held = takeArrived(v, row);
  if (held.verdict === VERDICT.none) planNext(v, row);
  else noteVerdict(v, row, held.verdict, held.reason);
}

function deployed(v: WatchedRollout, row: Row): void {
  set(row, v.run + R.roundAt, NEVER);
  if (conclude(v, row, v.judge.resume(row, v.memory, nowMs(row)))) return;
  planNext(v, row);
}

function planNext(v: WatchedRollout, row: Row): void {
  const question = v.judge.question(row, v.memory);
  const sleeps = question.ask === 'sleep';
  set(row, v.run + R.asleep, sleeps ? 1 : 0);
  set(row, v.run + R.nextAt, nowMs(row) + (sleeps ? (question.ms ?? v.model.scenario.watcher.intervalMs) : 0));
}

function conclude(v: WatchedRollout, row: Row, verdict: Verdict | null): boolean {
  if (verdict === null) return false;
  const codes = codesOf(verdict);
  noteVerdict(v, row, codes.verdict, codes.reason);
  return true;
}

function codesOf(verdict: Verdict | null): Held {
  if (verdict === null) return { verdict: VERDICT.none, reason: 0 };
  const reason = verdict.verdict === 'fail' ? REASONS.indexOf(verdict.reason) + 1 : 0;
  return { verdict: VERDICT[verdict.verdict], reason };
}

export const VERBS: Readonly<Record<Read, string>> = {
  inspect: 'inspects',
  replicas: 'counts-replicas',
  list: 'lists-tasks',
  'up-to-date': 'lists-up-to-date-tasks',
  nodes: 'lists-nodes',
  health: 'asks-for-health',
};

function asks(v: WatchedRollout, row: Row): (Question & { readonly ask: 'read' }) | null {
  const copy = row.slice();
  if (get(copy, v.run + R.asleep) !== 0) v.judge.resume(copy, v.memory, nowMs(copy));
  const question = v.judge.question(copy, v.memory);
  return question.ask === 'read' ? question : null;
}

/** The same step when the engine does not answer. */
export function describeSilence(v: WatchedRollout, row: Row): Step {
  const question = asks(v, row);
  const service = v.model.services[question?.service ?? 0]?.name ?? '';
  return { actor: 'watcher', does: 'gets-no-answer', with: { service, sees: SILENCE.message } };
}

/** The watcher's next step, with what it will be shown. */
export function describeRead(v: WatchedRollout, row: Row, lateMs = 0): Step {
  const question = asks(v, row);
  if (question === null) return { actor: 'watcher', does: 'looks-at-the-clock', with: {} };
  const sees = inWords(v.watcher.answer(row, question.read, question.service));
  const service = v.model.services[question.service]?.name ?? '';
  return { actor: 'watcher', does: VERBS[question.read], with: { service, ...(lateMs > 0 ? { lateMs } : {}), sees } };
}

export const describeArrival = (): Step => ({ actor: 'watcher', does: 'has-the-late-answer', with: {} });

export function inWords(answer: Answer): string {
  switch (answer.read) {
    case 'inspect':
      return `${answer.service.updateState}, stamp ${answer.service.stamp ?? 'absent'}, version ${answer.service.version}`;
    case 'replicas':
      return `${answer.running} of ${answer.desired} running`;
    case 'list':
    case 'up-to-date':
      return answer.tasks.map((task) => `t${task.id} ${task.state}/${task.desired}`).join(', ') || 'no tasks';
    case 'nodes':
      return `${answer.nodes.filter((node) => !node.down).length} of ${answer.nodes.length} up`;
    case 'health':
      return answer.answers ? 'an answer' : 'no answer';
    case 'error':
      return answer.message;
  }
}
