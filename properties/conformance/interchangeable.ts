import type { Model } from '#model/index.js';
import { PHASE } from '#model/phases.js';
import { G, L, N, O, S, T } from '#model/world.js';
import { get, NEVER, set, type Row } from '#src/layout/layout.js';

/** Words that no step of a recorded run reads: memories of truth, and instants of delays that have no lower bound. */
const GLOBALS = [G.lastMove] as const;
const GLOBAL_INSTANTS = [G.deployedAt, G.freedAt, G.requestedAt] as const;
const SERVICE_WORDS = [
  S.message,
  S.replacedBy,
  S.everStopped,
  S.headFate,
  S.fateUsed,
  S.headDeaths,
  S.diedBefore,
  S.headEnd,
  S.headStops,
] as const;
const SERVICE_INSTANTS = [S.startedAt, S.completedAt] as const;
const TASK_WORDS = [T.booted, T.swollen, T.end] as const;
const TASK_INSTANTS = [T.reportSince, T.createdAt, T.startedAt, T.statusAt] as const;

/** Rewrites a row so that rows are equal when nothing that the recording can show tells them apart. Identities are the recording's. */
export function makeInterchangeable(m: Model, row: Row): void {
  clear(row, 0, GLOBALS, GLOBAL_INSTANTS);
  for (let q = 0; q < m.orchestrators.length; q++) set(row, m.places.orchestrator(q) + O.since, NEVER);
  for (let n = 0; n < m.nodes; n++) set(row, m.places.node(n) + N.overSince, NEVER);
  const service = m.places.service(0);
  clear(row, service, SERVICE_WORDS, SERVICE_INSTANTS);
  if (get(row, service + S.updater) !== PHASE.updater.monitoring) set(row, service + S.updaterSince, NEVER);
  for (let l = 0; l < m.slots; l++) {
    const slot = m.places.slot(l);
    set(row, slot + L.deaths, 0);
    const timed =
      get(row, slot + L.worker) === PHASE.worker.delaying || get(row, slot + L.worker) === PHASE.worker.waiting;
    if (!timed) set(row, slot + L.workerSince, NEVER);
  }
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    clear(row, task, TASK_WORDS, TASK_INSTANTS);
    // That a tick came matters, when it came does not.
    if (get(row, task + T.tickAt) !== NEVER) set(row, task + T.tickAt, 0);
  }
  rankVersions(m, row);
}

function clear(row: Row, base: number, words: readonly number[], instants: readonly number[]): void {
  for (const at of words) set(row, base + at, 0);
  for (const at of instants) set(row, base + at, NEVER);
}

/** Versions are only compared: each becomes its rank. */
function rankVersions(m: Model, row: Row): void {
  const words = m.places.layout.kinds.flatMap((kind, at) => (kind === 'version' ? [at] : []));
  const values = [...new Set(words.map((at) => get(row, at)))].filter((value) => value !== 0).sort((a, b) => a - b);
  for (const at of words) set(row, at, values.indexOf(get(row, at)) + 1);
}
