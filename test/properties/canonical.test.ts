import { systemOf } from '#properties/system-of.js';
import { schedulerFor } from '#src/explore/batch.js';
import { bench, run } from '#src/explore/run.js';
import { slack } from '#src/explore/scheduler.js';
import { stepList, type JudgedSystem } from '#src/explore/transition-system.js';
import { defaultScenarios } from '#src/scenario/presets.js';
import { expect, test } from 'vitest';
import { tinyWorld } from './tiny-world.ts';

const canonical = (system: JudgedSystem, row: Int32Array): Int32Array => {
  const copy = row.slice();
  system.canonical(copy);
  return copy;
};

/** What a row offers, as one comparable thing. */
function offered(system: JudgedSystem, row: Int32Array): string {
  const options = stepList();
  system.pending(row, options);
  return Array.from({ length: options.count }, (_, i) =>
    [options.code[i], options.from[i], options.until[i]].join(),
  ).join(';');
}

const SCENARIOS = [...defaultScenarios().map(({ scenario }) => scenario), tinyWorld('start-first')];

for (const scenario of SCENARIOS) {
  test(`a state and its canonical form offer the same steps, and lead to the same states (${scenario.name})`, () => {
    const system = systemOf({ scenario, rule: 'head-serves' });
    const on = bench(system);
    const options = stepList();
    let compared = 0;
    const observe = (row: Int32Array): void => {
      if (compared++ % 7 !== 0) return;
      const other = canonical(system, row);
      expect(canonical(system, other)).toEqual(other);
      expect(offered(system, other)).toBe(offered(system, row));
      expect(system.finished(other)).toBe(system.finished(row));
      options.count = 0;
      system.pending(row, options);
      const free = slack(options);
      for (let i = 0; i < options.count; i++) {
        const [code, wait] = [options.code[i] ?? 0, options.from[i] ?? 0];
        if (wait > free) continue;
        const after = [row, other].map((from) => {
          const next = from.slice();
          if (wait > 0) system.advance(next, wait);
          system.take(next, code);
          return canonical(system, next);
        });
        expect(after[1]).toEqual(after[0]);
      }
    };
    const scheduler = schedulerFor('discrete-event', system, 11);
    for (let i = 0; i < 30; i++) run(system, scheduler, on, { observe });
    expect(compared).toBeGreaterThan(1_000);
  });
}
