import { blank, get, NEVER, set, type Row } from '#src/layout/layout.js';
import { serviceAt, type Model } from '../model.ts';
import { PHASE } from '../phases.ts';
import { isGone, writeService } from '../store.ts';
import { E, EVENT, O, S, Service, Slot, T, Task } from '../world.ts';

/** Whether a service can be created here: there is none, and nothing of one that was removed is left. */
export function isVacant(m: Model, w: Row, s: number): boolean {
  const service = m.places.service(s);
  if (!isGone(m, w, s) || get(w, service + S.updater) !== PHASE.updater.absent) return false;
  if (get(w, service + S.nextPending) !== 0 || isQueued(m, w, s)) return false;
  const { firstSlot, slots } = serviceAt(m, s);
  for (let t = firstSlot * m.tasksPerSlot; t < (firstSlot + slots) * m.tasksPerSlot; t++) {
    if (get(w, m.places.task(t) + T.id) !== 0) return false;
  }
  return true;
}

function isQueued(m: Model, w: Row, s: number): boolean {
  const q = serviceAt(m, s).orchestrator;
  for (let e = 0; e < get(w, m.places.orchestrator(q) + O.queued); e++) {
    const event = m.places.event(q, e);
    const kind = get(w, event + E.kind);
    if ((kind === EVENT.service || kind === EVENT.gone) && get(w, event + E.subject) === s) return true;
  }
  return false;
}

/** CreateService: SpecVersion 0, no PreviousSpec, and no UpdateStatus, through the whole first rollout (semantics 2.1). It must be vacant. */
export function createService(m: Model, w: Row, s: number, spec: number): void {
  const service = m.places.service(s);
  const { firstSlot, slots } = serviceAt(m, s);
  blank(w, service, Service.kinds);
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    blank(w, m.places.slot(l), Slot.kinds);
    for (let a = 0; a < m.places.dimensions.attempts; a++) set(w, m.places.attempt(l, a), NEVER);
  }
  set(w, service + S.spec, spec);
  writeService(m, w, s);
}

/** What becomes of a run's head, and what was noted of it: another service of the same name is no other run. */
const OF_THE_RUN = [S.headFate, S.fateUsed, S.diedBefore, S.headStops, S.everStopped, S.due, S.listed];

/** A service that was removed is created anew under its name: another service, in the same run. */
export function recreateService(m: Model, w: Row, s: number, spec: number): void {
  const service = m.places.service(s);
  if (get(w, service + S.headDeaths) > 0) set(w, service + S.diedBefore, 1);
  const kept = OF_THE_RUN.map((field) => get(w, service + field));
  createService(m, w, s, spec);
  OF_THE_RUN.forEach((field, i) => set(w, service + field, kept[i] ?? 0));
}

/** There is no such service yet, and nothing of it. */
export function leaveVacant(m: Model, w: Row, s: number): void {
  const { firstSlot, slots } = serviceAt(m, s);
  blank(w, m.places.service(s), Service.kinds);
  set(w, m.places.service(s) + S.gone, 1);
  const first = firstSlot * m.tasksPerSlot;
  const end = (firstSlot + slots) * m.tasksPerSlot;
  for (let t = first; t < end; t++) blank(w, m.places.task(t), Task.kinds);
}
