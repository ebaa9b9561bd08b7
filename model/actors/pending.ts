import { get, NEVER, type Row } from '#src/layout/layout.js';
import type { Model } from '../model.ts';
import type { Window } from '../scenario.ts';
import { codeOf } from '../steps.ts';
import { G } from '../world.ts';

/** Where actors put the steps that they have pending; the explorer's step list has this shape. */
export interface Pending {
  count: number;
  readonly code: Int32Array;
  readonly from: Int32Array;
  readonly until: Int32Array;
  readonly actor: Int32Array;
  readonly yields: Uint8Array;
}

/** A step that time never forces. */
export const UNFORCED = 0x7fffffff;

/** Threads of control, as schedulers see them: some there are once, of others one for each service, slot or task. */
export const actorOf = {
  operator: 0,
  scheduler: 1,
  restartSupervisor: 2,
  hostMemory: 3,
  cluster: 4,
  orchestrator: (_m: Model, q: number): number => 5 + q,
  updater: (m: Model, s: number): number => 5 + m.orchestrators.length + s,
  worker: (m: Model, l: number): number => 5 + m.orchestrators.length + m.services.length + l,
  task: (m: Model, t: number): number => 5 + m.orchestrators.length + m.services.length + m.slots + t,
} as const;

function push(into: Pending, code: number, actor: number, from: number, until: number): void {
  const i = into.count++;
  into.code[i] = code;
  into.actor[i] = actor;
  into.from[i] = from > 0 ? from : 0;
  into.until[i] = until > 0 ? until : 0;
  into.yields[i] = 0;
}

/** A step due within a window that opened at an instant (NEVER: long ago). */
export function pend(
  w: Row,
  into: Pending,
  kind: number,
  argument: number,
  actor: number,
  since: number,
  window: Window,
): void {
  const elapsed = since === NEVER ? UNFORCED : get(w, G.now) - since;
  push(into, codeOf(kind, argument), actor, window.earliestMs - elapsed, window.latestMs - elapsed);
}

/** A step that nothing forces: the environment's choice, from now or from an instant on. */
export function pendFreely(into: Pending, kind: number, argument: number, actor: number, from: number): void {
  push(into, codeOf(kind, argument), actor, from, UNFORCED);
}
