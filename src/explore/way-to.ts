import { invariant } from '../errors.ts';
import type { Row } from '../layout/layout.ts';
import type { Schedule } from './batch.ts';
import type { Searched } from './breadth-first.ts';
import { stepList, type JudgedSystem, type StepCode } from './transition-system.ts';
import type { JudgedSpace } from './judged-space.ts';

interface Search extends Pick<Searched, 'seen' | 'parents'> {
  readonly space: Pick<JudgedSpace, 'width' | 'read'>;
  readonly tickMs: number;
}

/**
 * The schedule that leads to a state. States are kept in canonical form, where a task may have another name than in the run
 * itself: at each state of the way the step is taken that leads to the next, whatever it is called; the tick where none does.
 */
export function wayTo(system: JudgedSystem, { space, seen, parents, tickMs }: Search, state: number): Schedule {
  const way: number[] = [];
  for (let at = state; at >= 0; at = parents.at(at)) way.unshift(at);
  const row = new Int32Array(system.stride);
  const goal = new Int32Array(system.stride);
  const code: number[] = [];
  const at: number[] = [];
  let now = 0;
  const note = (step: StepCode): void => {
    code.push(step);
    at.push(now);
  };
  system.initial(row);
  system.collapse?.(row, note);
  for (const to of way.slice(1)) {
    space.read(seen.words(), to * space.width, goal);
    const step = stepTowards(system, row, goal);
    if (step === null) {
      now += tickMs;
      system.advance(row, tickMs);
      invariant(
        leadsTo(system, row.slice(), goal),
        'a state of the way has the successors that its canonical form has',
      );
    } else {
      system.take(row, step);
      note(step);
    }
    system.collapse?.(row, note);
  }
  return { code: Int32Array.from(code), at: Int32Array.from(at) };
}

/** The first step that leads to the goal's canonical form. */
function stepTowards(system: JudgedSystem, row: Row, goal: Row): StepCode | null {
  const options = stepList();
  const form = new Int32Array(system.stride);
  system.pending(row, options);
  for (let i = 0; i < options.count; i++) {
    if (options.from[i] !== 0) continue;
    const step = options.code[i] as number;
    form.set(row);
    system.take(form, step);
    if (leadsTo(system, form, goal)) return step;
  }
  return null;
}

/** Whether this is the goal once internal steps are taken and names are forgotten; the row is used up. */
function leadsTo(system: JudgedSystem, row: Row, goal: Row): boolean {
  system.collapse?.(row);
  system.canonical(row);
  return row.every((word, at) => word === goal[at]);
}
