import type { Row } from '../layout/layout.ts';
import { get, NEVER, record, set } from '../layout/layout.ts';
import { invariant } from '../errors.ts';
import type { ServiceView } from '../port/swarm-port.ts';
import { statusEnds } from './converged-v3.ts';
import type { JudgeContext } from './judge.ts';
import { APP, asks, DEPLOY, SLEEP } from './questions.ts';
import type { Advance, Stage } from './stage.ts';
import { FAIL } from './verdicts.ts';

const MEMORY = record({ phase: 'code', resting: 'flag', startedAtMs: 'instant', beganMs: 'instant' });
const { phase, resting, startedAtMs, beganMs } = MEMORY.at;

const CAPTURE = 0;
const DEPLOYING = 1;
/** Phase 1: has the engine taken the update up? */
const STARTS = 2;
/** Phase 2: as v3. */
const SETTLES = 3;

const INSPECT_APP = asks('inspect', APP);

/**
 * As v3, but not before the update is known to have started: UpdateStatus.StartedAt has moved past its value from before the
 * deploy, or the status says that it is under way. After a grace without either the deploy is taken for a no-op.
 */
export function convergedV4({ deadlineMs, graceMs }: JudgeContext): readonly Stage[] {
  const stage: Stage = {
    memory: MEMORY,
    question(row, at) {
      if (get(row, at + phase) === DEPLOYING) return DEPLOY;
      return get(row, at + resting) === 1 ? SLEEP : INSPECT_APP;
    },
    judge(row, at, answer) {
      invariant(answer.read === 'inspect', 'v4 asks inspect only');
      if (get(row, at + phase) === CAPTURE) return capture(row, at, answer.service);
      const elapsedMs = answer.answeredMs - get(row, at + beganMs);
      const found =
        get(row, at + phase) === SETTLES
          ? statusEnds(answer.service.updateState)
          : waitForStart(row, at, answer.service, elapsedMs >= graceMs);
      if (found !== 'wait') return found;
      if (elapsedMs >= deadlineMs) return FAIL.deadline;
      set(row, at + resting, 1);
      return 'go on';
    },
    resume(row, at, atMs) {
      if (get(row, at + phase) === DEPLOYING) {
        set(row, at + phase, STARTS);
        set(row, at + beganMs, atMs);
        return 'go on';
      }
      set(row, at + resting, 0);
      return atMs - get(row, at + beganMs) >= deadlineMs ? FAIL.deadline : 'go on';
    },
  };
  return [stage];
}

function capture(row: Row, at: number, service: ServiceView): Advance {
  set(row, at + startedAtMs, service.startedAtMs ?? NEVER);
  set(row, at + phase, DEPLOYING);
  return 'go on';
}

/** Phase 2 begins with a read of its own, at once: no interval lies between the phases. */
function waitForStart(row: Row, at: number, service: ServiceView, graceIsOver: boolean): 'go on' | 'wait' {
  if (!hasStarted(service, get(row, at + startedAtMs)) && !graceIsOver) return 'wait';
  set(row, at + phase, SETTLES);
  set(row, at + startedAtMs, NEVER);
  return 'go on';
}

function hasStarted({ startedAtMs: now, updateState }: ServiceView, before: number): boolean {
  if (updateState === 'updating' || updateState === 'rollback_started') return true;
  return now !== null && now > before; // NEVER, no StartedAt before, is earlier than every instant.
}
