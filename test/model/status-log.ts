// What became of UpdateStatus along a schedule: every write, and the distinct states in their order.
import type { Model } from '#model/model.js';
import type { Kind } from '#model/steps.js';
import { UPDATE_STATES, type UpdateStateName } from '#model/vocabulary.js';
import { S } from '#model/world.js';
import { get, type Row } from '#src/layout/layout.js';
import { see, type Seen } from './seen.ts';
import { kindNamed } from './step-seen.ts';

/** One write to the service. In this scope every one of them writes UpdateStatus, be it with the same state. */
export interface StatusWrite {
  readonly atMs: number;
  readonly by: Kind;
  readonly from: UpdateStateName;
  readonly to: UpdateStateName;
  readonly message: string;
  /** The world right after it. */
  readonly seen: Seen;
}

export interface StatusLog {
  readonly writes: readonly StatusWrite[];
  /** To be called after every step. */
  note(w: Row, code: number): void;
}

export function statusLog(m: Model, initial: Row): StatusLog {
  const service = m.places.service(0);
  const writes: StatusWrite[] = [];
  let version = get(initial, service + S.version);
  let state = get(initial, service + S.updateState);
  return {
    writes,
    note(w, code) {
      const now = get(w, service + S.version);
      const next = get(w, service + S.updateState);
      if (now === version && next === state) return;
      if (now === version) throw new Error('the status changed without a new Version.Index');
      const seen = see(m, w);
      const [from, to] = [nameOf(state), nameOf(next)];
      writes.push({ atMs: seen.nowMs, by: kindNamed(code), from, to, message: seen.message, seen });
      version = now;
      state = next;
    },
  };
}

/** The states that UpdateStatus went through since the deploy, that of the deploy itself first. */
function statesIn(writes: readonly StatusWrite[]): readonly UpdateStateName[] {
  return writes.map(({ to }) => to).filter((state, i, states) => state !== states[i - 1]);
}

/** As the executed cases write it: `unset>updating>completed`. */
export const trace = (writes: readonly StatusWrite[]): string => statesIn(writes).join('>');

function nameOf(code: number): UpdateStateName {
  const name = UPDATE_STATES[code];
  if (name === undefined) throw new Error(`no update state ${code}`);
  return name;
}
