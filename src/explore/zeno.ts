import { growable } from './growable.ts';

/** The steps of a search that take no time, by state. */
export interface InstantSteps {
  /** So many from there on are the steps of the next state, in the order of numbers. */
  add(numbers: Int32Array, from: number, count: number): void;
  /** A state that steps without time lead back to; -1: there is none. */
  loop(): number;
  readonly bytes: number;
}

/** A state without such steps. */
const NONE = 0x7fffffff;

/** The first word of each state is marked by its sign: where a state's steps begin is counted only when it is asked. */
export function instantSteps(): InstantSteps {
  const steps = growable();
  let states = 0;

  const startsOf = (): Int32Array => {
    const starts = new Int32Array(states + 1);
    for (let at = 0, state = 0; at < steps.count; at++) if (steps.at(at) < 0) starts[state++] = at;
    starts[states] = steps.count;
    return starts;
  };
  /** The first of a state's steps to a state that goes on for ever; -1: there is none. */
  const next = (state: number, starts: Int32Array, goesOn: Uint8Array): number => {
    const end = starts[state + 1] as number;
    for (let at = starts[state] as number; at < end; at++) {
      const word = steps.at(at);
      const to = word < 0 ? ~word : word;
      if (goesOn[to] === 1) return to;
    }
    return -1;
  };
  /** By state: 1 where steps without time may go on for ever. Most lead to later states, which are known by then. */
  const endless = (starts: Int32Array): Uint8Array => {
    const goesOn = new Uint8Array(states).fill(1);
    const left = Int32Array.from({ length: states }, (_, i) => states - 1 - i);
    for (let before = -1, count = states; count !== before;) {
      before = count;
      count = 0;
      for (let i = 0; i < before; i++) {
        const state = left[i] as number;
        if (next(state, starts, goesOn) >= 0) left[count++] = state;
        else goesOn[state] = 0;
      }
    }
    return goesOn;
  };
  return {
    get bytes() {
      return steps.bytes;
    },
    add(numbers, from, count) {
      states++;
      if (count === 0) steps.push(~NONE);
      for (let i = 0; i < count; i++) {
        const to = numbers[from + i] as number;
        steps.push(i === 0 ? ~to : to);
      }
    },
    loop() {
      const starts = startsOf();
      const goesOn = endless(starts);
      let state = goesOn.indexOf(1);
      const met = new Set<number>();
      for (; state >= 0 && !met.has(state); state = next(state, starts, goesOn)) met.add(state);
      return state;
    },
  };
}
