import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import { updateStatus } from '../machines/update-status.ts';
import type { Model } from '../model.ts';
import { codeIn, wire } from '../step-machine.ts';
import { isGone, writeService } from '../store.ts';
import { UpdateState } from '../vocabulary.ts';
import { G, MESSAGE, REPLACED, S } from '../world.ts';

/** Writers of Service.UpdateStatus (semantics 2.1 and 6.7). Subjects are service indexes. */
const status = wire<Model, Row>(updateStatus, {
  read: (m, w, s) => get(w, m.places.service(s) + S.updateState),
  write: (m, w, s, state) => {
    set(w, m.places.service(s) + S.updateState, state);
  },
  guards: { 'has a previous spec': (m, w, s) => get(w, m.places.service(s) + S.previousSpec) !== 0 },
  effects: { 'writes the status': writeStatus, 'restores the previous spec': restorePreviousSpec },
});
const event = (name: string): number => codeIn(status.table.events, name);
const ON = {
  updates: event('operator.updates'),
  rollsBack: event('operator.rolls-back'),
  starts: event('updater.starts'),
  pauses: event('updater.pauses'),
  rolls: event('updater.rolls-back'),
  completes: event('updater.completes'),
} as const;

/** Truth remembers whether the rollout was ever paused or rolling back. */
function writeStatus(m: Model, w: Row, s: number): void {
  const service = m.places.service(s);
  const state = get(w, service + S.updateState);
  if (state === UpdateState.updating) set(w, service + S.startedAt, get(w, G.now));
  if (state === UpdateState.completed || state === UpdateState.rollback_completed)
    set(w, service + S.completedAt, get(w, G.now));
  if (state !== UpdateState.unset && state !== UpdateState.updating && state !== UpdateState.completed) {
    set(w, service + S.everStopped, 1);
  }
  writeService(m, w, s);
}

function restorePreviousSpec(m: Model, w: Row, s: number): void {
  const service = m.places.service(s);
  set(w, service + S.spec, get(w, service + S.previousSpec) - 1);
  set(w, service + S.specVersion, get(w, service + S.previousSpecVersion));
  set(w, service + S.previousSpec, 0);
  set(w, service + S.previousSpecVersion, 0);
  set(w, service + S.replacedBy, REPLACED.byAutomaticRollback);
  writeStatus(m, w, s);
}

function say(m: Model, w: Row, s: number, message: number): void {
  set(w, m.places.service(s) + S.message, message);
}

/** It does nothing, as every writer of the updater does, when the service is no longer there. */
export function startUpdate(m: Model, w: Row, s: number): void {
  if (isGone(m, w, s)) return;
  if (get(w, m.places.service(s) + S.updateState) === UpdateState.unset) say(m, w, s, MESSAGE.inProgress);
  status.fire(m, w, s, ON.starts);
}

/** pauseUpdate; the message says "rollback paused" only on the path of a rollback that would roll back. */
export function pauseUpdate(m: Model, w: Row, s: number, message: number): void {
  if (isGone(m, w, s)) return;
  if (get(w, m.places.service(s) + S.updateState) !== UpdateState.unset) say(m, w, s, message);
  status.fire(m, w, s, ON.pauses);
}

export function rollbackUpdate(m: Model, w: Row, s: number): void {
  if (isGone(m, w, s)) return;
  const service = m.places.service(s);
  const possible = get(w, service + S.updateState) !== UpdateState.unset && get(w, service + S.previousSpec) !== 0;
  if (possible) say(m, w, s, MESSAGE.rolledBack);
  status.fire(m, w, s, ON.rolls);
}

export function completeUpdate(m: Model, w: Row, s: number): void {
  if (isGone(m, w, s)) return;
  const before = get(w, m.places.service(s) + S.updateState);
  if (before !== UpdateState.unset) {
    say(m, w, s, before === UpdateState.rollback_started ? MESSAGE.rollbackCompleted : MESSAGE.completed);
  }
  status.fire(m, w, s, ON.completes);
}

/** UpdateService: PreviousSpec shifts and the status is erased, whatever the new spec is (semantics 2.1). */
export function updateService(m: Model, w: Row, s: number, spec: number): void {
  const service = m.places.service(s);
  set(w, service + S.previousSpec, get(w, service + S.spec) + 1);
  set(w, service + S.previousSpecVersion, get(w, service + S.specVersion));
  set(w, service + S.spec, spec);
  set(w, service + S.specVersion, get(w, service + S.version));
  set(w, service + S.replacedBy, REPLACED.byDeploy);
  status.fire(m, w, s, ON.updates);
  set(w, service + S.startedAt, NEVER);
  set(w, service + S.completedAt, NEVER);
  say(m, w, s, MESSAGE.none);
  writeService(m, w, s);
}

/** UpdateService with rollback=previous: swaps the specs, so a second one toggles forward again. Needs a PreviousSpec. */
export function rollBackService(m: Model, w: Row, s: number): void {
  const service = m.places.service(s);
  const [spec, specVersion] = [get(w, service + S.spec), get(w, service + S.specVersion)];
  set(w, service + S.spec, get(w, service + S.previousSpec) - 1);
  set(w, service + S.specVersion, get(w, service + S.previousSpecVersion));
  set(w, service + S.previousSpec, spec + 1);
  set(w, service + S.previousSpecVersion, specVersion);
  set(w, service + S.replacedBy, REPLACED.byManualRollback);
  status.fire(m, w, s, ON.rollsBack);
  set(w, service + S.startedAt, get(w, G.now));
  set(w, service + S.completedAt, NEVER);
  say(m, w, s, MESSAGE.manual);
  set(w, service + S.everStopped, 1);
  writeService(m, w, s);
}
