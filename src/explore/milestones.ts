import type { Row } from '../layout/layout.ts';
import type { JudgedSystem } from './transition-system.ts';

export interface Milestones {
  /** Steps up to the harm; where there is none, up to the verdict. */
  readonly steps: number;
  readonly stepsToVerdict: number;
}

export interface MilestoneCounter {
  readonly observe: (row: Row) => void;
  readonly milestones: () => Milestones;
}

/** Counts the steps of one run as it goes. Clock advances are no steps. */
export function milestoneCounter(system: JudgedSystem): MilestoneCounter {
  let taken = 0;
  let toVerdict = 0;
  let toHarm = 0;
  return {
    observe(row) {
      taken++;
      if (toVerdict > 0 && toHarm > 0) return;
      const reached = system.milestones(row);
      if (toVerdict === 0 && (reached & 1) !== 0) toVerdict = taken;
      if (toHarm === 0 && (reached & 2) !== 0) toHarm = taken;
    },
    milestones: () => ({ steps: toHarm === 0 ? toVerdict : toHarm, stepsToVerdict: toVerdict }),
  };
}
