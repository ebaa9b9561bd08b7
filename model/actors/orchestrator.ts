import { get, set, type Row } from '#src/layout/layout.js';
import { serviceAt, type Model } from '../model.ts';
import { PHASE } from '../phases.ts';
import { KIND } from '../steps.ts';
import { E, Event, EVENT, G, O, S } from '../world.ts';
import * as global from './global-orchestrator.ts';
import { startUp } from './leadership.ts';
import { actorOf, pend, type Pending } from './pending.ts';
import * as replicated from './replicated-orchestrator.ts';
import { removeTasks } from './service-removal.ts';
import { registerUpdater } from './updater.ts';

/** The orchestrators, one a mode: each is one goroutine that reads its event queue in order (semantics section 4). */
export function pendOrchestrators(m: Model, w: Row, into: Pending): void {
  for (let q = 0; q < m.orchestrators.length; q++) {
    const orchestrator = m.places.orchestrator(q);
    if (get(w, orchestrator + O.queued) === 0 || standsStill(m, w, q)) continue;
    const since = get(w, orchestrator + O.since);
    const kind = KIND['orchestrator.handles-event'];
    pend(w, into, kind, q, actorOf.orchestrator(m, q), since, m.scenario.timing.manager);
  }
}

/** It waits inside Supervisor.Update until a cancelled updater has returned. */
function standsStill(m: Model, w: Row, q: number): boolean {
  for (let s = 0; s < m.services.length; s++) {
    if (serviceAt(m, s).orchestrator === q && get(w, m.places.service(s) + S.nextPending) !== 0) return true;
  }
  return false;
}

/**
 * Handles the oldest event.
 * Simplified: an event a step, where the replicated orchestrator handles all events of one commit before it ticks; only events that
 * make it act are queued at all (semantics 4.1).
 */
export function takeEvent(m: Model, w: Row, q: number): void {
  const event = m.places.event(q, 0);
  const kind = get(w, event + E.kind);
  const subject = get(w, event + E.subject);
  const spec = get(w, event + E.spec);
  const specVersion = get(w, event + E.specVersion);
  const state = get(w, event + E.state);
  dequeue(m, w, q);
  set(w, m.places.orchestrator(q) + O.since, get(w, G.now));
  const mode = m.orchestrators[q] === 'global' ? global : replicated;
  if (kind === EVENT.task) mode.handleTask(m, w, subject);
  else if (kind === EVENT.node) mode.handleNode(m, w, subject);
  else if (kind === EVENT.start) startUp(m, w, q);
  else if (kind === EVENT.gone) removeTasks(m, w, subject);
  else mode.reconcile(m, w, subject, spec, specVersion, state);
}

function dequeue(m: Model, w: Row, q: number): void {
  const orchestrator = m.places.orchestrator(q);
  const queued = get(w, orchestrator + O.queued);
  w.copyWithin(m.places.event(q, 0), m.places.event(q, 1), m.places.event(q, queued));
  const last = m.places.event(q, queued - 1);
  w.fill(0, last, last + Event.size);
  set(w, orchestrator + O.queued, queued - 1);
}

/** The orchestrator stood still until the updater that it cancelled had returned; it registers the next one and goes on. */
export function wakeOrchestrator(m: Model, w: Row, s: number): void {
  const service = m.places.service(s);
  if (get(w, service + S.nextPending) === 0 || get(w, service + S.updater) !== PHASE.updater.absent) return;
  set(w, service + S.nextPending, 0);
  registerUpdater(m, w, s);
  const { orchestrator } = serviceAt(m, s);
  replicated.finishReconcile(m, w, s);
  set(w, m.places.orchestrator(orchestrator) + O.since, get(w, G.now));
}
