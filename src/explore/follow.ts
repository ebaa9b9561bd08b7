import type { Schedule } from './batch.ts';
import { slack, type Scheduler } from './scheduler.ts';
import { UNFORCED, type StepList } from './transition-system.ts';

export interface Follower extends Scheduler {
  schedule: Schedule;
}

/** Index of the step that time forces first, or -1. */
function mostUrgent(options: StepList): number {
  let best = -1;
  let least = UNFORCED;
  for (let i = 0; i < options.count; i++) {
    const until = options.until[i] as number;
    if (until < least) {
      least = until;
      best = i;
    }
  }
  return best;
}

/** Index of the step that time will force and that is enabled soonest, or -1: how a run is brought to its end. */
function soonest(options: StepList): number {
  let best = -1;
  for (let i = 0; i < options.count; i++) {
    if (options.until[i] === UNFORCED) continue;
    if (best < 0 || (options.from[i] as number) < (options.from[best] as number)) best = i;
  }
  return best;
}

/**
 * Follows a schedule with holes: a step that cannot be taken is left out, steps that time forces in between are put in, and when
 * the schedule is used up the run is brought to its end without free choices.
 */
export function follower(): Follower {
  let now = 0;
  let position = 0;

  const wait = (index: number, delayMs: number): number => {
    scheduler.delayMs = delayMs;
    now += delayMs;
    return index;
  };
  const nextWanted = (options: StepList): number => {
    const { code, at } = scheduler.schedule;
    const free = slack(options);
    while (position < code.length) {
      const due = Math.max(0, (at[position] as number) - now);
      const index = indexOf(options, code[position] as number);
      const needed = index < 0 ? due : Math.max(due, options.from[index] as number);
      if (index >= 0 && needed <= free) {
        position++;
        return wait(index, needed);
      }
      const urgent = mostUrgent(options);
      if (urgent >= 0 && (free <= due || index >= 0)) {
        if (urgent === index) position++;
        return wait(urgent, free);
      }
      position++;
    }
    return -1;
  };

  const scheduler: Follower = {
    name: 'follower',
    schedule: { code: new Int32Array(0), at: new Int32Array(0) },
    delayMs: 0,
    begin() {
      now = 0;
      position = 0;
    },
    choose(options) {
      const wanted = nextWanted(options);
      if (wanted >= 0) return wanted;
      const index = soonest(options);
      return index < 0 ? -1 : wait(index, options.from[index] as number);
    },
  };
  return scheduler;
}

function indexOf(options: StepList, code: number): number {
  for (let i = 0; i < options.count; i++) if (options.code[i] === code) return i;
  return -1;
}
