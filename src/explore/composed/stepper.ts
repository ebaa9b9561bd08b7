import type { Row } from '../../layout/layout.ts';
import type { StepCode } from '../transition-system.ts';
import type { ComposedSystem, News } from './composition.ts';

/** Makes a row's successors, in canonical form, one at a time. `news`: told of each step on the way. */
export interface Stepper {
  /** The one that was made last. */
  readonly next: Row;
  take(row: Row, step: StepCode, news?: News): void;
  tick(row: Row, news?: News): void;
  first(): void;
}

export function stepper(system: ComposedSystem, tickMs: number): Stepper {
  const next = new Int32Array(system.stride);
  const arrive = (news?: News): void => {
    const note =
      news &&
      (() => {
        news.note(next);
      });
    note?.();
    system.collapse?.(next, note);
    system.canonical(next);
  };
  return {
    next,
    first() {
      system.initial(next);
      arrive();
    },
    take(row, step, news) {
      news?.begin(row);
      next.set(row);
      system.take(next, step);
      arrive(news);
    },
    tick(row, news) {
      news?.begin(row);
      next.set(row);
      system.advance(next, tickMs);
      arrive(news);
    },
  };
}
