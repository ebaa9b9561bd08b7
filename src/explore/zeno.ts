import { growable } from './growable.ts';

/** The steps of a search that take no time, by state. */
export interface InstantSteps {
  /** Of the next state, in the order of numbers. */
  add(successors: Int32Array, count: number): void;
  /** A state that steps without time lead back to; -1: there is none. */
  loop(): number;
  readonly bytes: number;
}

/** A state without such steps. */
const NONE = 0x7fffffff;

/**
 * The first word of each state is marked by its sign, so the list is read from its end without knowing where each state's steps begin:
 * most steps lead to later states, which are then known already.
 */
export function instantSteps(): InstantSteps {
  const steps = growable();
  let states = 0;

  /** By state: 1 where steps without time may go on for ever. */
  const endless = (): Uint8Array => {
    const goesOn = new Uint8Array(states).fill(1);
    for (let changes = true; changes;) {
      changes = false;
      let at = steps.count;
      for (let state = states - 1; state >= 0; state--) {
        let some = 0;
        let word: number;
        do {
          word = steps.at(--at);
          const to = word < 0 ? ~word : word;
          if (to !== NONE && goesOn[to] === 1) some = 1;
        } while (word >= 0);
        if (some === goesOn[state]) continue;
        goesOn[state] = 0;
        changes = true;
      }
    }
    return goesOn;
  };
  /** The first of a state's steps that goes on for ever. */
  const next = (goesOn: Uint8Array): ((state: number) => number) => {
    const starts: number[] = [];
    for (let at = 0; at < steps.count; at++) if (steps.at(at) < 0) starts.push(at);
    return (state) => {
      let at = starts[state] as number;
      let to = ~steps.at(at);
      while (goesOn[to] !== 1) to = steps.at(++at);
      return to;
    };
  };
  return {
    get bytes() {
      return steps.bytes;
    },
    add(successors, count) {
      states++;
      if (count === 0) steps.push(~NONE);
      for (let i = 0; i < count; i++) {
        const to = successors[i] as number;
        steps.push(i === 0 ? ~to : to);
      }
    },
    loop() {
      const goesOn = endless();
      const first = goesOn.indexOf(1);
      if (first < 0) return -1;
      const follow = next(goesOn);
      const met = new Set<number>();
      let state = first;
      for (; !met.has(state); state = follow(state)) met.add(state);
      return state;
    },
  };
}
