import type { Scenario, ServiceSpec } from '#model/scenario.js';
import { nameOf } from '#src/explore/retrace.js';
import { slack } from '#src/explore/scheduler.js';
import type { TraceStep } from '#src/explore/trace.js';
import { stepList, type JudgedSystem } from '#src/explore/transition-system.js';
import { interned } from '#src/explore/tables/interned.js';

/** `boundary`: it needs two things to happen at the very same instant, or a clock to be exactly at its limit. */
export type Robustness = 'robust' | 'boundary';

/**
 * SwarmKit compares the age of a failure with the monitor strictly; the digital clock is closed. A schedule is robust when its steps,
 * in this order, are possible with half a tick between them, the monitor half a tick longer: then it does not live from that tie.
 */
export function robustness(
  systemOf: (scenario: Scenario) => JudgedSystem,
  scenario: Scenario,
  schedule: readonly TraceStep[],
  kind: string,
  tickMs: number,
): Robustness {
  const system = systemOf(withLongerMonitor(scenario, tickMs / 2));
  let rows: readonly Int32Array[] = [startOf(system)];
  for (const step of schedule) {
    rows = after(system, rows, nameOf(step), tickMs / 2);
    if (rows.length === 0) return 'boundary';
  }
  return rows.some((row) => system.finished(row) && system.outcome(row).kind === kind) ? 'robust' : 'boundary';
}

function startOf(system: JudgedSystem): Int32Array {
  const row = new Int32Array(system.stride);
  system.initial(row);
  return row;
}

/** Every state that a step of this name can lead to, after any wait that the clock allows. */
function after(system: JudgedSystem, rows: readonly Int32Array[], name: string, tickMs: number): readonly Int32Array[] {
  const options = stepList();
  const reached: Int32Array[] = [];
  const seen = interned(system.stride, 64);
  for (const start of rows) {
    const row = start.slice();
    for (let waits = 0; waits <= MOST_WAITS; waits++) {
      options.count = 0;
      system.pending(row, options);
      for (let i = 0; i < options.count; i++) {
        const code = options.code[i] as number;
        if (options.from[i] !== 0 || nameOf(system.describe(row, code)) !== name) continue;
        const next = row.slice();
        system.take(next, code);
        if (seen.intern(next, 0) === reached.length) reached.push(next);
      }
      if (slack(options) < tickMs) break;
      system.advance(row, tickMs);
    }
  }
  return reached;
}

/** In half ticks: longer than any constant of a proof's worlds. */
const MOST_WAITS = 40;

function withLongerMonitor(scenario: Scenario, byMs: number): Scenario {
  const longer = (spec: ServiceSpec): ServiceSpec => ({
    ...spec,
    update: { ...spec.update, monitorMs: spec.update.monitorMs + byMs },
    rollback: { ...spec.rollback, monitorMs: spec.rollback.monitorMs + byMs },
  });
  const plan = <P extends Pick<Scenario, 'base' | 'head' | 'other'>>(of: P): P => ({
    ...of,
    base: longer(of.base),
    head: longer(of.head),
    other: longer(of.other),
  });
  return { ...plan(scenario), beside: scenario.beside.map(plan) };
}
