import type { Scenario } from '#model/scenario.js';
import { ruleNamed } from '#src/assertions/catalogue.js';
import { commitOf } from '#src/assertions/hc1.js';
import type { Verdict } from '#src/assertions/judge.js';
import { watch } from '#src/assertions/watch.js';
import type { Recall } from '#src/cli/check/recall.js';
import type { ServiceView, SwarmPort } from '#src/port/swarm-port.js';

export interface Judged {
  readonly rule: string;
  readonly verdict: Verdict;
  /** The update status by which the rule went on to health, or that it read last. */
  readonly statusRead: ServiceView['updateState'] | null;
}

export interface JudgedRequest {
  readonly port: SwarmPort;
  readonly scenario: Scenario;
  readonly rule: string;
  readonly recall: Recall;
  readonly afterMs: number;
}

/** As `sim check` has them: room for a slot's every task. */
const SLOTS = 18;
const TASKS_PER_SLOT = 8;

/** One of the repository's rules watches the live stack, told what it is told in the explorer. */
export async function judged({ port, scenario, rule, recall, afterMs }: JudgedRequest): Promise<Judged> {
  const { watcher, timing, head } = scenario;
  const { intervalMs, deadlineMs, healthDeadlineMs, healthAnswers, healthyNeedsConverged, graceMs } = watcher;
  const judge = ruleNamed(rule).create({
    ...{ deadlineMs, healthDeadlineMs, healthAnswers, healthyNeedsConverged, graceMs },
    services: 1,
    slots: SLOTS,
    tasksPerSlot: TASKS_PER_SLOT,
    head: commitOf(head.stamp),
    lagMs: timing.report.latestMs,
    captured: true,
    allowRestarts: 0,
  });
  if (afterMs > 0) await port.sleep(afterMs);
  let statusRead: ServiceView['updateState'] | null = null;
  let asksHealth = false;
  const { verdict } = await watch({
    ...{ port, judge, intervalMs, recall },
    observe(observation) {
      if (observation.kind !== 'answer') return;
      const { answer } = observation;
      if (answer.read === 'health') asksHealth = true;
      if (answer.read === 'inspect' && !asksHealth) statusRead = answer.service.updateState;
    },
  });
  return { rule, verdict, statusRead };
}
