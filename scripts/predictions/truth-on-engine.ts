import type { Cause } from '#properties/truth.js';
import type { Scenario } from '#model/scenario.js';
import { commitOf, hc1 } from '#src/assertions/hc1.js';
import type { ServiceView, SwarmPort, TaskView } from '#src/port/swarm-port.js';
import { isRollingOut, isWanted } from '#src/port/swarm-port.js';

export interface Truth {
  /** Null: the head is what runs. */
  readonly cause: Cause | null;
  readonly status: ServiceView['updateState'];
  /** Tasks of the head that died of their own accord. */
  readonly deaths: number;
}

export interface TruthRequest {
  readonly port: SwarmPort;
  readonly scenario: Scenario;
  readonly captured: ReadonlySet<TaskView['id']>;
  readonly afterMs: number;
}

const PAUSE_MS = 1_000;
const PATIENCE_MS = 90_000;
/** Beyond what the engine and the agents' reports may take. */
const MARGIN_MS = 2_000;

/**
 * What became of the rollout, watched to its end: truth-and-harness section 4, as far as it can be seen from outside. Settled is a
 * spec that is not the head's and no rollback under way, a head that has died twice under no update, or a head that runs undisturbed
 * and whose fate it is to: one that dies may be dead already, and nobody have been told.
 */
export async function truthOnEngine({ port, scenario, captured, afterMs }: TruthRequest): Promise<Truth | null> {
  const { head, headFates, timing } = scenario;
  const commit = commitOf(head.stamp);
  const mayServe = headFates.every(({ kind }) => kind === 'good');
  const quietMs = Math.max(head.update.monitorMs, head.rollback.monitorMs) + timing.report.latestMs + MARGIN_MS;
  await port.sleep(afterMs);
  const beganMs = port.nowMs();
  let quiet = { is: '', sinceMs: beganMs };
  while (port.nowMs() - beganMs < PATIENCE_MS) {
    const inspected = await port.ask('inspect', 0);
    const listed = await port.ask('list', 0);
    if (inspected.read === 'inspect' && listed.read === 'list') {
      const { service } = inspected;
      const own = listed.tasks.filter((task) => !captured.has(task.id));
      const is = JSON.stringify([service.version, listed.tasks.map(({ id, state, desired }) => [id, state, desired])]);
      if (is !== quiet.is) quiet = { is, sinceMs: port.nowMs() };
      const isQuiet = mayServe && port.nowMs() - quiet.sinceMs >= quietMs;
      const truth = settled(service, own, commit, isQuiet);
      if (truth !== null) return truth;
    }
    await port.sleep(PAUSE_MS);
  }
  return null;
}

function settled(service: ServiceView, own: readonly TaskView[], head: string, isQuiet: boolean): Truth | null {
  const { updateState: status, stamp, containerSpec } = service;
  const isHead = stamp !== null && hc1(stamp, head);
  const heads = own.filter((task) => !isHead || task.containerSpec === containerSpec);
  const deaths = heads.filter(({ state }) => state === 'failed' || state === 'complete').length;
  const isUnderWay = isRollingOut(service);
  if (!isHead) return isUnderWay ? null : { cause: 'rolled-back', status, deaths };
  if (isUnderWay) return null;
  if (deaths >= 2) return { cause: 'head-crash-looping', status, deaths };
  const wanted = heads.filter(isWanted);
  const serves = wanted.length === service.replicas && wanted.every(({ state }) => state === 'running');
  return serves && isQuiet ? { cause: deaths === 0 ? null : 'head-crash-looping', status, deaths } : null;
}
