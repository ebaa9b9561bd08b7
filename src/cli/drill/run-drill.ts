import type { OutcomeKind } from '#properties/outcomes.js';
import type { Rule } from '../../assertions/judge.ts';
import { watch } from '../../assertions/watch.ts';
import { invariant } from '../../errors.ts';
import type { EndedBy } from '../../port/evidence.ts';
import type { SwarmPort } from '../../port/swarm-port.ts';
import type { LiveStack } from '../check/connect.ts';
import { limited } from '../check/limited.ts';
import { recallFrom } from '../check/recall.ts';
import type { Recall } from '../check/recall.ts';
import { awaitBase } from './await-base.ts';
import { HEAD } from './drills.ts';
import type { Before, History } from './history.ts';
import { noHistory, withSample } from './history.ts';
import { outcomeOf, type Ruling } from './outcome.ts';
import { takeSample } from './sample.ts';
import { MONITOR_MS, serviceSpec, type DrillCase } from './service-spec.ts';
import { isSettled, truthOf, type Truth } from './truth.ts';
import type { Writes } from './writes.ts';

export interface DrillRun {
  readonly one: DrillCase;
  readonly truth: Truth;
  /** The update status in which it settled. */
  readonly status: string;
  readonly rulings: readonly (Ruling & { readonly outcome: OutcomeKind; readonly afterMs: number })[];
  /** From the deploy until it had settled. */
  readonly tookMs: number;
}

export interface DrillParts {
  readonly writes: Writes;
  readonly connect: (one: DrillCase) => Promise<LiveStack>;
  readonly rules: readonly Rule[];
}

export const INTERVAL_MS = 500;
const DEADLINE_MS = 12_000;
/** `cc-ci/v4` waits 30 s in a pipeline; here every wait is as much shorter as the monitor is. */
const START_GRACE_MS = 4_000;
const LAG_MS = 2_000;
const READ_LIMIT_MS = 15_000;
const SAMPLE_EVERY_MS = 150;
const QUIET_MS = MONITOR_MS + LAG_MS + 1_000;
const BOUND_MS = 45_000;

/** Deploys the base and then what the drill is about; lets all rules watch that at once, and looks itself until it has settled. */
export async function runDrill(one: DrillCase, { writes, connect, rules }: DrillParts): Promise<DrillRun> {
  const head = serviceSpec(one, 'head');
  await writes.create(serviceSpec(one, 'base'));
  const stack = await connect(one);
  try {
    const port = limited(stack, READ_LIMIT_MS);
    await awaitBase(port, one);
    const recall = await recalled(stack, one);
    const before = beforeOf(recall, one);
    const beganMs = port.nowMs();
    await writes.update(head);
    const deployedMs = port.nowMs();
    const state = { busy: true };
    const again = one.drill.again === true ? whenUpdating(port, () => writes.update(head)) : Promise.resolve();
    const watching = Promise.all([again, ...rules.map((rule) => ruling(port, rule, recall))]);
    const [[, ...found], history] = await Promise.all([
      watching.finally(() => (state.busy = false)),
      follow(port, before, beganMs, () => state.busy),
    ]);
    const settled = isSettled(history, port.nowMs(), QUIET_MS);
    const truth = truthOf(history, before, settled, await endOfHead(stack, history, beganMs));
    const rulings = found.map((one) => ({
      ...one,
      outcome: outcomeOf(one, truth, history),
      afterMs: one.verdictMs - deployedMs,
    }));
    const status = history.last?.service.updateState ?? 'unknown';
    return { one, truth, status, rulings, tookMs: port.nowMs() - deployedMs };
  } finally {
    stack.close();
  }
}

async function recalled(stack: LiveStack, { stack: name }: DrillCase): Promise<Recall> {
  const services = await stack.capture();
  const takenAt = new Date().toISOString();
  return recallFrom(
    { schemaVersion: 1, kind: 'sim-capture', stack: name, swarm: stack.swarm, takenAt, services },
    stack,
  );
}

function beforeOf(recall: Recall, { drill }: DrillCase): Before {
  const [inspected, listed] = [recall('inspect', 0), recall('list', 0)];
  invariant(inspected.read === 'inspect' && listed.read === 'list', 'a capture holds the service and its tasks');
  const tasks = new Set(listed.tasks.map(({ id }) => id));
  return { drill, containerSpec: inspected.service.containerSpec, tasks };
}

async function ruling(port: SwarmPort, rule: Rule, recall: Recall): Promise<Ruling> {
  const bounds = { services: 1, slots: 32, tasksPerSlot: 4, healthAnswers: 1, healthyNeedsConverged: false };
  const limits = { deadlineMs: DEADLINE_MS, healthDeadlineMs: DEADLINE_MS, graceMs: START_GRACE_MS, lagMs: LAG_MS };
  const judge = rule.create({ ...bounds, ...limits, head: HEAD, captured: true, allowRestarts: 0 });
  const round = { isNew: true, askedMs: port.nowMs() };
  const { verdict } = await watch({
    port,
    judge,
    intervalMs: INTERVAL_MS,
    recall,
    observe(seen) {
      if (seen.kind === 'answer' && round.isNew) round.askedMs = seen.answer.askedMs;
      round.isNew = seen.kind === 'round';
    },
  });
  return { rule: rule.name, verdict, roundMs: round.askedMs, verdictMs: port.nowMs() };
}

/** Until all rules have their verdicts and the rollout has settled, or the bound. */
async function follow(port: SwarmPort, before: Before, beganMs: number, isBusy: () => boolean): Promise<History> {
  let history = noHistory(beganMs);
  for (;;) {
    const sample = await takeSample(port);
    if (sample !== null) history = withSample(history, sample, before);
    const nowMs = port.nowMs();
    if (!isBusy() && isSettled(history, nowMs, QUIET_MS)) return history;
    if (nowMs - beganMs > BOUND_MS) return history;
    await port.sleep(SAMPLE_EVERY_MS);
  }
}

/** The second of two deploys. A rollout that is over before it was seen to start is deployed to all the same. */
async function whenUpdating(port: SwarmPort, deploy: () => Promise<void>): Promise<undefined> {
  const latestMs = port.nowMs() + MONITOR_MS;
  for (;;) {
    const answer = await port.ask('inspect', 0);
    const isUpdating = answer.read === 'inspect' && answer.service.updateState === 'updating';
    if (isUpdating || port.nowMs() >= latestMs) break;
    await port.sleep(SAMPLE_EVERY_MS);
  }
  await deploy();
  return undefined;
}

async function endOfHead(stack: LiveStack, { dead }: History, sinceMs: number): Promise<EndedBy> {
  const failure = dead.size === 0 ? null : await stack.lastFailure(0, sinceMs).catch(() => null);
  return failure?.endedBy ?? 'unknown';
}
