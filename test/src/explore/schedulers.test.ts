import { STRATEGIES } from '#src/explore/outcome.js';
import { schedulerFor } from '#src/explore/batch.js';
import { bench, run } from '#src/explore/run.js';
import { slack, type Scheduler } from '#src/explore/scheduler.js';
import type { StepList } from '#src/explore/transition-system.js';
import { expect, test } from 'vitest';
import { ru, RU_CONFIGURATIONS } from '../../toys/ru.ts';

const system = ru(RU_CONFIGURATIONS.small);

/** Watches another scheduler and fails when it breaks the contract of a step list. */
function checked(inner: Scheduler): Scheduler & { chosen: number } {
  const outer = {
    name: inner.name,
    delayMs: 0,
    chosen: 0,
    begin: () => {
      inner.begin();
    },
    choose(options: StepList): number {
      const free = slack(options);
      const index = inner.choose(options);
      outer.delayMs = inner.delayMs;
      if (index < 0) return index;
      outer.chosen++;
      expect(index).toBeLessThan(options.count);
      expect(inner.delayMs).toBeGreaterThanOrEqual(options.from[index] ?? 0);
      expect(inner.delayMs).toBeLessThanOrEqual(free);
      return index;
    },
  };
  return outer;
}

for (const strategy of STRATEGIES) {
  test(`${strategy} takes a step within its window and never lets time pass a forced one`, () => {
    const scheduler = checked(schedulerFor(strategy, system, 7));
    const on = bench(system);
    for (let i = 0; i < 200; i++) run(system, scheduler, on);
    expect(scheduler.chosen).toBeGreaterThan(1_000);
  });

  test(`${strategy} makes the same schedules from the same seed, and others from another`, () => {
    const schedules = (seed: number): string => {
      const scheduler = schedulerFor(strategy, system, seed);
      const on = bench(system);
      const lines: string[] = [];
      for (let i = 0; i < 20; i++) {
        run(system, scheduler, on);
        const { code, at, length } = on.record;
        lines.push(code.slice(0, length).join(), at.slice(0, length).join());
      }
      return lines.join('\n');
    };
    expect(schedules(1)).toBe(schedules(1));
    expect(schedules(2)).not.toBe(schedules(1));
  });
}
