import type { Row } from '../../layout/layout.ts';
import type { StepCode } from '../transition-system.ts';
import type { ComposedSystem } from './composition.ts';

/** Makes a row's successors, in canonical form, one at a time. */
export interface Stepper {
  /** The one that was made last. */
  readonly next: Row;
  take(row: Row, step: StepCode): void;
  tick(row: Row): void;
  first(): void;
  /** As a watcher's step that does that to the world. */
  act(row: Row, act: number): void;
  /** As `take` and `tick`, and the news is told of each step on the way. */
  takeTold(row: Row, step: StepCode): void;
  tickTold(row: Row): void;
}

export function stepper(system: ComposedSystem, tickMs: number): Stepper {
  const { composition } = system;
  const { news } = composition;
  const next = new Int32Array(system.stride);
  const note = (): void => {
    news.note(next);
  };
  const arrive = (): void => {
    system.collapse?.(next);
    system.canonical(next);
  };
  const arriveTold = (): void => {
    note();
    system.collapse?.(next, note);
    system.canonical(next);
  };
  const step = (row: Row, code: StepCode): void => {
    next.set(row);
    system.take(next, code);
  };
  const pass = (row: Row): void => {
    next.set(row);
    system.advance(next, tickMs);
  };
  return {
    next,
    first() {
      system.initial(next);
      arrive();
    },
    act(row, act) {
      next.set(row);
      composition.act(next, act);
      arrive();
    },
    take(row, code) {
      step(row, code);
      arrive();
    },
    tick(row) {
      pass(row);
      arrive();
    },
    takeTold(row, code) {
      news.begin(row);
      step(row, code);
      arriveTold();
    },
    tickTold(row) {
      news.begin(row);
      pass(row);
      arriveTold();
    },
  };
}
