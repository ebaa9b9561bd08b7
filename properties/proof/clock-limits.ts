import { DELAY_MONITOR_MARGIN_MS } from '#model/defaults.js';
import type { Model } from '#model/model.js';
import type { Window } from '#model/scenario.js';
import { G, L, N, O, S, T } from '#model/world.js';
import { unhealthyAfterMs } from '../canonical.ts';
import { historyMs, longestRestartMs } from '../restart-history.ts';
import { R } from '../run.ts';
import type { WatchedRollout } from '../watched-rollout.ts';

/**
 * How far back each instant of a row can still be told apart: the longest duration that a guard of this scenario compares it
 * with. An instant that lies further back is as good as one at that limit (Henzinger, Manna, Pnueli 1992: a clock saturates).
 * By word; 0 where the word is no instant, and where no guard reads the instant at all.
 */
export function clockLimits(v: WatchedRollout): Int32Array {
  const { model: m, layout, run } = v;
  const limits = new Int32Array(layout.stride);
  const put = (at: number, ms: number): void => {
    limits[at] = ms;
  };
  const { places } = m;
  const { timing, host, operator, faults, watcher } = m.scenario;
  const longest = longestOf(m);
  if (operator.maxMoves > 0) put(G.deployedAt, past(operator.moveWindow));
  put(G.requestedAt, operator.request.latestMs);
  put(G.freedAt, timing.schedule.latestMs);
  for (let s = 0; s < m.services.length; s++) {
    put(places.service(s) + S.updaterSince, timing.manager.latestMs);
    put(places.service(s) + S.monitorSince, longest.monitor + timing.manager.latestMs);
  }
  for (let l = 0; l < m.slots; l++) {
    put(places.slot(l) + L.workerSince, longest.delay + timing.manager.latestMs);
    // Ages are compared with <=, so one tick more than the monitor is older than all that counts.
    put(places.slot(l) + L.trackedAt, longest.monitor + 1);
    for (let a = 0; a < places.dimensions.attempts; a++) put(places.attempt(l, a), historyMs(longest.restart));
  }
  for (let t = 0; t < m.tasks; t++) {
    const task = places.task(t);
    put(task + T.actualSince, longest.onNode);
    put(task + T.desiredSince, longest.stop);
    put(task + T.reportSince, timing.report.latestMs);
    put(task + T.startedAt, longest.inContainer);
    put(task + T.startDue, timing.manager.latestMs);
    put(task + T.startDeadline, timing.manager.latestMs);
    put(task + T.tickAt, timing.schedule.latestMs);
    put(task + T.statusAt, longest.status);
  }
  for (let q = 0; q < m.orchestrators.length; q++) put(places.orchestrator(q) + O.since, timing.manager.latestMs);
  for (let n = 0; n < m.nodes; n++) {
    put(places.node(n) + N.cutSince, Math.max(past(faults.downFor), timing.nodeDown.latestMs));
    put(places.node(n) + N.overSince, host.oomKill.latestMs);
    put(places.node(n) + N.checkSince, timing.manager.latestMs);
  }
  put(run + R.nextAt, watcher.read.latestMs);
  // Compared with each other, not with now: `forget` keeps what matters of them.
  put(run + R.roundAt, longest.judge);
  put(run + R.lastGoodAt, longest.judge);
  v.judge.memory.kinds.forEach((kind, at) => {
    if (kind === 'instant') put(v.memory + at, limitOf(v.judge.clocks?.get(at), longest.judge));
  });
  return limits;
}

/** A deadline that never comes: what a rule does at it is left out of the world, and so is the time that leads up to it. */
export const NO_DEADLINE_MS = 0x3fffffff;

/** A clock that is compared with a deadline which never comes is compared with nothing. */
const limitOf = (ms: number | undefined, unknown: number): number => {
  if (ms === undefined) return unknown;
  return ms < NO_DEADLINE_MS ? ms : 0;
};

interface Longest {
  readonly monitor: number;
  readonly delay: number;
  readonly restart: number;
  /** From a state on the node to the next. */
  readonly onNode: number;
  /** From a desired state to the end of the container. */
  readonly stop: number;
  readonly inContainer: number;
  readonly status: number;
  readonly judge: number;
}

function longestOf(m: Model): Longest {
  const { timing, watcher, faults } = m.scenario;
  const most = (of: readonly number[]): number => Math.max(0, ...of);
  const configs = m.specs.flatMap(({ update, rollback }) => [update, rollback]);
  const delay = most(configs.map(({ delayMs }) => delayMs));
  const monitor = most(
    configs.map(({ delayMs, monitorMs }) => (delayMs >= monitorMs ? delayMs + DELAY_MONITOR_MARGIN_MS : monitorMs)),
  );
  const restart = longestRestartMs(m);
  const stop =
    timing.assign.latestMs +
    timing.stopSignal.latestMs +
    most(m.specs.map(({ behaviour, stopGraceMs }) => Math.min(behaviour.stop.latestMs, stopGraceMs)));
  const fates = most(m.fates.map(({ window }) => window.latestMs));
  const boots = m.specs.filter(({ behaviour: { bootMemoryMb, restMemoryMb } }) => bootMemoryMb !== restMemoryMb);
  const inContainer = Math.max(
    most(boots.map(({ behaviour }) => behaviour.boot.latestMs)),
    m.fates.some(({ kind }) => kind === 'eats-memory') ? fates : 0,
  );
  const onNode = Math.max(
    timing.allocate.latestMs,
    timing.schedule.latestMs,
    timing.assign.latestMs,
    stop,
    fates,
    most(m.specs.map(({ behaviour }) => Math.max(behaviour.prepare.latestMs, behaviour.start.latestMs))),
    most(
      m.specs.map(
        ({ healthcheck, behaviour }) =>
          (healthcheck === null ? 0 : unhealthyAfterMs(healthcheck)) + behaviour.stop.latestMs,
      ),
    ),
  );
  const deadlines = [watcher.deadlineMs, watcher.healthDeadlineMs].filter((ms) => ms < NO_DEADLINE_MS);
  const lag = Math.max(timing.report.latestMs, faults.kinds.includes('node-down') ? timing.nodeDown.latestMs * 2 : 0);
  const window = Math.max(1, ...m.services.map(({ slots }) => slots)) * delay + monitor + lag + 1;
  return {
    monitor,
    delay,
    restart,
    onNode,
    stop,
    inContainer,
    // Of a READY task that a new leader starts; of one whose restarts count within a window; the order of tasks is kept apart.
    status: statusLimit(m, restart),
    judge: Math.max(window, watcher.graceMs, ...deadlines),
  };
}

function statusLimit({ places, scenario }: Model, restart: number): number {
  if (places.dimensions.attempts > 0) return historyMs(restart);
  return scenario.faults.kinds.includes('leader-change') ? restart : 0;
}

/** One ms more than the window lasts: what lies behind it; of a window without end nothing does. */
const past = ({ latestMs }: Window): number => (latestMs < NO_DEADLINE_MS ? latestMs + 1 : 0);
