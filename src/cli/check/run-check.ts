import type { Standing } from '../../assertions/judge.ts';
import type { Rule } from '../../assertions/judge.ts';
import type { Picture } from '../../assertions/picture.ts';
import { blankPicture, longestWindowMs, withAnswer } from '../../assertions/picture.ts';
import type { Watched, WatchRequest } from '../../assertions/watch.ts';
import { watch } from '../../assertions/watch.ts';
import { SimError } from '../../errors.ts';
import type { Answer } from '../../port/swarm-port.ts';
import { conclude } from '../../report/check/conclude.ts';
import type { Live } from '../../report/check/live.ts';
import type { CheckResult } from '../../report/check/result.ts';
import { claimOf } from './claim.ts';
import type { LiveStack } from './connect.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { limited } from './limited.ts';
import { measure } from './measure.ts';
import type { Recall } from './recall.ts';
import { shownOf } from './shown.ts';

export interface CheckRequest {
  readonly stack: string;
  readonly head: string;
  readonly rule: Rule;
  readonly timeoutMs: number;
  readonly intervalMs: number;
  readonly lagMs: number;
  readonly allowRestarts: number;
  readonly recall: Recall | null;
  readonly show: (live: Live) => void;
}

/** No single read keeps a check for longer. Over ssh the first may take half a minute. */
const READ_LIMIT_MS = 45_000;
const GRACE_MS = 30_000;
const TASKS_PER_SLOT = 4;

/** Lets the rule watch the stack until its verdict, shows how it stands, and lays out what came of it. */
export async function runCheck(stack: LiveStack, request: CheckRequest): Promise<CheckResult> {
  const { rule, head, timeoutMs, intervalMs, lagMs, allowRestarts, recall } = request;
  if (stack.services.length === 0) throw nothingToCheck(request.stack);
  const port = limited(stack, Math.min(READ_LIMIT_MS, timeoutMs));
  const beganMs = port.nowMs();
  const state = standingAt(request, port.services, beganMs);
  const measured = await measure(port, (service, answer) => state.answered(service, answer, port.nowMs()));
  const watched: Watched =
    measured.kind === 'silent'
      ? silent(measured, port.nowMs() - beganMs)
      : await watching({
          port,
          judge: rule.create({
            services: port.services.length,
            slots: measured.slots,
            tasksPerSlot: TASKS_PER_SLOT,
            head,
            deadlineMs: timeoutMs,
            healthDeadlineMs: timeoutMs,
            healthAnswers: 1,
            healthyNeedsConverged: false,
            graceMs: GRACE_MS,
            lagMs,
            captured: recall !== null,
            allowRestarts,
          }),
          intervalMs,
          recall,
          observe(observation) {
            if (observation.kind === 'answer')
              state.answered(observation.service, observation.answer, observation.nowMs);
            else state.rested(observation.standing, observation.nowMs);
          },
        });
  const nodes = measured.kind === 'stack' ? measured.nodes : 0;
  const gathered = await gatherEvidence(port, watched, state.pictures);
  return conclude({
    stack: request.stack,
    head,
    rule: rule.name,
    watched,
    services: state.pictures.map(shownOf),
    lookedAt: watched.lookedAt,
    missing: state.standing?.missing ?? null,
    claim: claimOf({ rule: rule.name, captured: recall !== null, allowRestarts, nodes, lagMs }),
    ...gathered,
    timeoutMs,
    intervalMs,
    windowMs: rule.name === 'head-serves' ? longestWindowMs(state.pictures, lagMs) : null,
  });
}

/** The engine has answered already, when it was asked how large the stack is. */
async function watching(request: WatchRequest): Promise<Watched> {
  return { ...(await watch(request)), answered: true };
}

function nothingToCheck(stack: string): SimError {
  return new SimError({
    code: 'docker.no-such-stack',
    where: `--stack ${stack}`,
    what: 'it has no services',
    remedy: 'Name a stack that docker stack ls lists.',
  });
}

function silent({ message, answered }: { message: string; answered: boolean }, elapsedMs: number): Watched {
  return {
    verdict: { verdict: 'error', message },
    decidedBy: null,
    error: message,
    answered,
    elapsedMs,
    reads: 1,
    rounds: 0,
    lookedAt: new Set(),
  };
}

interface StandingAt {
  readonly pictures: Picture[];
  standing: Standing | null;
  error: string | null;
  readonly answered: (service: number, answer: Answer, nowMs: number) => void;
  readonly rested: (standing: Standing | null, nowMs: number) => void;
}

/** What is known so far, shown anew with each answer. */
function standingAt(
  { stack, head, rule, timeoutMs, lagMs, show }: CheckRequest,
  names: readonly string[],
  beganMs: number,
): StandingAt {
  const title = `${stack}, head ${head}, ${rule.name}`;
  const shown = (nowMs: number): void => {
    const { pictures, standing, error } = state;
    const windowMs = longestWindowMs(pictures, lagMs);
    const since = standing?.unchangedSinceMs ?? null;
    const closesInMs = since === null || windowMs === null ? null : since + windowMs - nowMs;
    const services = pictures.map(shownOf);
    show({
      title,
      services,
      elapsedMs: nowMs - beganMs,
      timeoutMs,
      missing: standing?.missing ?? null,
      closesInMs,
      error,
    });
  };
  const state: StandingAt = {
    pictures: names.map(blankPicture),
    standing: null,
    error: null,
    answered(service, answer, nowMs) {
      const before = state.pictures[service] ?? blankPicture('');
      state.pictures[service] = withAnswer(before, answer, head);
      state.error = answer.read === 'error' ? answer.message : null;
      shown(nowMs);
    },
    rested(standing, nowMs) {
      state.standing = standing;
      shown(nowMs);
    },
  };
  return state;
}
