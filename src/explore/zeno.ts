import { growable } from './growable.ts';

/** Steps that take no time, from states by number to others: those of state `i` are at `to[starts[i]]` and the places up to `starts[i + 1]`. */
export interface InstantSteps {
  readonly starts: Int32Array;
  readonly to: Int32Array;
}

/** The steps of one state after the other, in the order of their numbers. */
export interface InstantStepsNoted {
  /** So many from there on are the next state's. */
  add(numbers: Int32Array, from: number, count: number): void;
  noted(): InstantSteps;
  bytes(): number;
}

export function instantSteps(): InstantStepsNoted {
  const to = growable();
  const starts = growable();
  starts.push(0);
  return {
    bytes: () => to.bytes() + starts.bytes(),
    noted: () => ({ starts: starts.words(), to: to.words() }),
    add(numbers, from, count) {
      for (let i = from; i < from + count; i++) to.push(numbers[i] as number);
      starts.push(to.count());
    },
  };
}

/** Steps as they come: two words each, from where to where. */
export function stepsFrom(pairs: Int32Array): InstantSteps {
  let states = 0;
  for (const state of pairs) states = Math.max(states, 1 + state);
  /** One place further on: there it moves forward while the steps are filled in. */
  const starts = new Int32Array(states + 2);
  const to = new Int32Array(pairs.length / 2);
  const forward = (state: number, steps: number): number => (starts[state] = (starts[state] as number) + steps);
  for (let i = 0; i < pairs.length; i += 2) forward((pairs[i] as number) + 2, 1);
  for (let state = 0; state < states; state++) forward(state + 2, starts[state + 1] as number);
  for (let i = 0; i < pairs.length; i += 2) to[forward((pairs[i] as number) + 1, 1) - 1] = pairs[i + 1] as number;
  return { starts: starts.subarray(0, states + 1), to };
}

const NEW = 0;
const ON_WAY = 1;
const DONE = 2;

/** A state that steps without time lead back to; -1: there is none. Depth first: what is met again while it is on the way is on a loop. */
export function zenoLoop({ starts, to }: InstantSteps): number {
  const states = starts.length - 1;
  /** Of each state, where the step is that comes next. */
  const next = starts.slice(0, states);
  const marks = new Uint8Array(states);
  const way = new Int32Array(states);
  for (let first = 0; first < states; first++) {
    if (marks[first] !== NEW) continue;
    marks[first] = ON_WAY;
    way[0] = first;
    for (let length = 1; length > 0;) {
      const state = way[length - 1] as number;
      const at = next[state] as number;
      if (at === starts[state + 1]) {
        marks[state] = DONE;
        length--;
        continue;
      }
      next[state] = at + 1;
      const reached = to[at] as number;
      if (marks[reached] === ON_WAY) return reached;
      // What nobody went on from has no mark.
      if (marks[reached] !== NEW) continue;
      marks[reached] = ON_WAY;
      way[length++] = reached;
    }
  }
  return -1;
}
