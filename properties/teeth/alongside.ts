import type { Schedule } from '#src/explore/batch.js';
import { follower } from '#src/explore/follow.js';
import type { Scheduler } from '#src/explore/scheduler.js';
import type { StepList } from '#src/explore/transition-system.js';
import { WATCH } from '../watched-rollout.ts';

/**
 * Follows the schedule of one rule's watch with another rule. What that one reads before the deploy comes first, however much it
 * is; from the first step on that is not the watcher's, the schedule counts, by times that are relative to that step.
 */
export function alongside(schedule: Schedule): Scheduler {
  const following = follower();
  const first = schedule.code.findIndex((code) => code !== WATCH);
  const from = first < 0 ? schedule.code.length : first;
  const beganAt = schedule.at[from] ?? 0;
  following.schedule = { code: schedule.code.slice(from), at: schedule.at.slice(from).map((at) => at - beganAt) };
  let isOn = false;

  const scheduler: Scheduler = {
    name: 'alongside',
    delayMs: 0,
    begin() {
      isOn = false;
      following.begin();
    },
    choose(options) {
      const watch = isOn ? -1 : placeOf(options, WATCH);
      isOn ||= watch < 0 || placeOf(options, following.schedule.code[0] ?? WATCH) >= 0;
      const chosen = isOn ? following.choose(options) : watch;
      scheduler.delayMs = isOn ? following.delayMs : (options.from[watch] as number);
      return chosen;
    },
  };
  return scheduler;
}

function placeOf(options: StepList, code: number): number {
  for (let i = 0; i < options.count; i++) if (options.code[i] === code) return i;
  return -1;
}
