import type { Row } from '../layout/layout.ts';
import { get, NEVER, set } from '../layout/layout.ts';
import { invariant } from '../errors.ts';
import type { Read } from '../port/swarm-port.ts';
import { captureStamp, captureTasks } from './head-serves/capture.ts';
import { followHead, followServing, judgeGone } from './head-serves/deaths.ts';
import { failsBy, noteSpec, takeInspect, takeInspectAgain } from './head-serves/inspect.ts';
import type { HeadServesMemory } from './head-serves/memory.ts';
import { headServesMemory } from './head-serves/memory.ts';
import { Missing, missingInWords, undecided } from './head-serves/missing.ts';
import { takeList, takeNodes, takeUpToDate } from './head-serves/serving.ts';
import type { HeadServesContext, HeadServesParts } from './head-serves/parts.ts';
import { forgetRound } from './head-serves/forget.ts';
import { rearrangeSlots } from './head-serves/rearrange.ts';
import { STEP } from './head-serves/step.ts';
import { SOUND_PARTS } from './head-serves/parts.ts';
import type { Judge, JudgeContext, Question, Verdict } from './judge.ts';
import { asksEach, DEPLOY, SLEEP, toNextService } from './questions.ts';
import type { Answered } from './stage.ts';
import { FAIL, PASS } from './verdicts.ts';

const { CAPTURE, CAPTURE_TASKS, INSPECT, UP_TO_DATE, LIST, NODES, INSPECT_AGAIN, DEPLOYING, RESTING } = STEP;
/** Two reads of the capture, five of a round, service by service; the other steps read nothing. */
const READS: Readonly<Record<number, Read>> = {
  [CAPTURE]: 'inspect',
  [CAPTURE_TASKS]: 'list',
  [INSPECT]: 'inspect',
  [UP_TO_DATE]: 'up-to-date',
  [LIST]: 'list',
  [NODES]: 'nodes',
  [INSPECT_AGAIN]: 'inspect',
};

/**
 * Passes when one up-to-date task of the head runs in every slot and nothing about that has changed for longer than the engine
 * itself may still change its mind (window.ts). Unset is never taken for "nothing to do": the tasks decide.
 *
 * Claim: no masking race, no misattribution, no false alarm unless a task of the head died (by itself, told to stop or not), and a
 * good head passed within its window, two intervals and four rounds after the last change. Outside of it: another task template
 * under the same stamp, a task history limit below 2, a head that dies after the window, a start without a capture, restarts that
 * are allowed, what becomes of a deploy that has taken the head's place. A global service whose constraints leave out a node is never passed: which nodes it may use cannot be read.
 */
export function headServes(given: JudgeContext, parts: Partial<HeadServesParts> = {}): Judge {
  const context = { ...given, ...SOUND_PARTS, ...parts };
  const m = headServesMemory(context);
  const { step, service, beganMs, missing, answered } = m.stack;
  const questions = Object.values(READS).map((read) => asksEach(read, context.services));

  return {
    memory: m.memory,
    question(row, at) {
      const now = get(row, at + step);
      if (now === DEPLOYING) return DEPLOY;
      if (now === RESTING) return SLEEP;
      return questions[now]?.[get(row, at + service)] as Question;
    },
    judge(row, at, answer) {
      if (answer.read === 'error') {
        return get(row, at + answered) === 1
          ? undecided(Missing.answer)
          : { verdict: 'error', message: answer.message };
      }
      invariant(answer.read === READS[get(row, at + step)], 'head-serves is given what it asked for');
      if (get(row, at + step) < INSPECT) return capture(m, row, at, answer, context);
      return round(m, row, at, answer, context);
    },
    resume(row, at, atMs) {
      if (get(row, at + step) === DEPLOYING) set(row, at + beganMs, atMs);
      else if (isLate(m, row, at, atMs, context)) return undecided(get(row, at + missing));
      set(row, at + missing, Missing.nothing);
      set(row, at + step, INSPECT);
      return null;
    },
    clocks: new Map([[beganMs, context.deadlineMs]]),
    forget(row, at, prospects) {
      forgetRound(m, row, at, prospects);
    },
    rearrange(row, at, index, from) {
      rearrangeSlots(m, row, at, index, from);
    },
    standing(row, at) {
      const cleanSinceMs = get(row, at + m.stack.cleanSinceMs);
      return {
        missing: missingInWords(get(row, at + missing)),
        unchangedSinceMs: cleanSinceMs === NEVER ? null : cleanSinceMs,
      };
    },
  };
}

function capture(
  m: HeadServesMemory,
  row: Row,
  at: number,
  answer: Answered,
  { services, captured }: JudgeContext,
): Verdict | null {
  if (answer.read === 'inspect') {
    captureStamp(m, row, at, answer.service, captured);
    set(row, at + m.stack.step, CAPTURE_TASKS);
    return null;
  }
  if (answer.read === 'list' && !captureTasks(m, row, at, answer.tasks, captured)) {
    return undecided(Missing.roomToCapture);
  }
  set(row, at + m.stack.step, toNextService(row, at + m.stack.service, services) ? CAPTURE : DEPLOYING);
  return null;
}

/** One read of a round. A death in `list` is told last, when the round's second inspect knows no better reason. */
function round(
  m: HeadServesMemory,
  row: Row,
  at: number,
  answer: Answered,
  context: HeadServesContext,
): Verdict | null {
  const now = get(row, at + m.stack.step);
  if (answer.read === 'inspect') {
    const failed = failsBy(m, row, at, answer.service, context);
    if (failed !== null) return failed;
    if (now === INSPECT) noteSpec(m, row, at, answer.service, context);
  }
  if (answer.read === 'list' && context.followsDeaths) followHead(m, row, at, answer.tasks);
  if (answer.read === 'inspect' && now === INSPECT_AGAIN) judgeGone(m, row, at, answer.service.version);
  if (get(row, at + m.stack.missing) === Missing.nothing) {
    const missing = take(m, row, at, answer, context);
    if (missing !== Missing.nothing) m.lacks(row, at, missing);
    else if (answer.read === 'list') followServing(m, row, at, answer.tasks);
  }
  if (!context.tellsDeathsLast && get(row, at + m.stack.died) === 1) return FAIL['head-died'];
  set(row, at + m.stack.step, now + 1);
  if (now !== (context.looksAgain ? INSPECT_AGAIN : NODES)) return null;
  if (get(row, at + m.stack.died) === 1) return FAIL['head-died'];
  if (!toNextService(row, at + m.stack.service, context.services))
    return endRound(m, row, at, answer.answeredMs, context);
  set(row, at + m.stack.step, INSPECT);
  return null;
}

/** What this answer shows to be missing from a clean round. */
function take(m: HeadServesMemory, row: Row, at: number, answer: Answered, context: HeadServesContext): number {
  switch (answer.read) {
    case 'inspect':
      return get(row, at + m.stack.step) === INSPECT
        ? takeInspect(m, row, at, answer.service, answer.askedMs, context)
        : takeInspectAgain(m, row, at, answer.service);
    case 'up-to-date':
      return takeUpToDate(m, row, at, answer.tasks);
    case 'list':
      return takeList(m, row, at, answer.tasks);
    case 'nodes':
      return takeNodes(m, row, at, answer.nodes);
    case 'replicas':
    case 'health':
      return Missing.nothing; // Never asked.
  }
}

/** A clean round in which something changed, or after one that was not clean, is the first of its row. */
function endRound(m: HeadServesMemory, row: Row, at: number, atMs: number, context: JudgeContext): Verdict | null {
  const { step, missing, cleanSinceMs, tooSoon, answered } = m.stack;
  if (get(row, at + missing) === Missing.nothing) {
    const isFirst = get(row, at + cleanSinceMs) === NEVER;
    if (!isFirst && get(row, at + tooSoon) === 0) return PASS;
    if (isFirst) set(row, at + cleanSinceMs, atMs);
    set(row, at + missing, Missing.longEnough);
  }
  set(row, at + tooSoon, 0);
  set(row, at + answered, 1);
  set(row, at + step, RESTING);
  return isLate(m, row, at, atMs, context) ? undecided(get(row, at + missing)) : null;
}

const isLate = (m: HeadServesMemory, row: Row, at: number, atMs: number, { deadlineMs }: JudgeContext): boolean =>
  atMs - get(row, at + m.stack.beganMs) >= deadlineMs;
