import { growable } from './growable.ts';

/** The steps of a search that take no time, by state, as one thread has noted them. Plain data. */
export interface InstantSteps {
  readonly states: number;
  /** The first word of each state is marked by its sign: where a state's steps begin is counted only when it is asked. */
  readonly steps: Int32Array<ArrayBuffer>;
}

export interface InstantStepsNoted {
  /** So many from there on are the steps of the next state, in the order of numbers. */
  add(numbers: Int32Array, from: number, count: number): void;
  noted(): InstantSteps;
  bytes(): number;
}

/** A state without such steps. */
const NONE = 0x7fffffff;

export function instantSteps(): InstantStepsNoted {
  const steps = growable();
  let states = 0;
  return {
    bytes: () => steps.bytes(),
    noted() {
      return { states, steps: steps.words() };
    },
    add(numbers, from, count) {
      states++;
      if (count === 0) steps.push(~NONE);
      for (let i = 0; i < count; i++) {
        const to = numbers[from + i] as number;
        steps.push(i === 0 ? ~to : to);
      }
    },
  };
}

/**
 * A state that steps without time lead back to; -1: there is none. `parts`: what each of several threads has noted of its own states, whose
 * numbers go round among them.
 */
export function zenoLoop(parts: readonly InstantSteps[]): number {
  const starts = parts.map(startsOf);
  const numbers = parts.length * Math.max(...parts.map(({ states }) => states));
  const goesOn = new Uint8Array(numbers);
  parts.forEach(({ states }, part) => {
    for (let i = 0; i < states; i++) goesOn[i * parts.length + part] = 1;
  });
  /** The first of a state's steps to a state that goes on for ever; -1: there is none. */
  const next = (state: number): number => {
    const part = state % parts.length;
    const { steps } = parts[part] as InstantSteps;
    const of = starts[part] as Int32Array;
    const place = (state - part) / parts.length;
    const end = of[place + 1] as number;
    for (let at = of[place] as number; at < end; at++) {
      const word = steps[at] as number;
      const to = word < 0 ? ~word : word;
      if (goesOn[to] === 1) return to;
    }
    return -1;
  };
  // Most steps lead to later states, which are known by then.
  const left = new Int32Array(numbers);
  let count = 0;
  for (let state = numbers - 1; state >= 0; state--) if (goesOn[state] === 1) left[count++] = state;
  for (let before = -1; count !== before;) {
    before = count;
    count = 0;
    for (let i = 0; i < before; i++) {
      const state = left[i] as number;
      if (next(state) >= 0) left[count++] = state;
      else goesOn[state] = 0;
    }
  }
  const met = new Set<number>();
  let state = goesOn.indexOf(1);
  for (; state >= 0 && !met.has(state); state = next(state)) met.add(state);
  return state;
}

function startsOf({ states, steps }: InstantSteps): Int32Array {
  const starts = new Int32Array(states + 1);
  for (let at = 0, state = 0; at < steps.length; at++) if ((steps[at] as number) < 0) starts[state++] = at;
  starts[states] = steps.length;
  return starts;
}
