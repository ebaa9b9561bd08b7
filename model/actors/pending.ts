import { get, NEVER, type Row } from '#src/layout/layout.js';
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
const UNFORCED = 0x7fffffff;

/** Threads of control, as schedulers see them: workers and agents follow, one a slot and one a task. */
export const ACTOR = {
  operator: 0,
  orchestrator: 1,
  updater: 2,
  scheduler: 3,
  restartSupervisor: 4,
  hostMemory: 5,
  first: 6,
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
