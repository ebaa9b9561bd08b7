// Which steps are offered: those of the components that upstream's test runs.
import type { Model } from '#model/index.js';
import { KINDS, kindOf, SWARM_CODES } from '#model/steps.js';
import { O } from '#model/world.js';
import { offer, UNFORCED, type StepList } from '#src/explore/transition-system.js';
import { set, type Row } from '#src/layout/layout.js';
import type { Component } from './upstream-case.ts';

/** Leaves the steps of these components; what the environment chooses freely is the script's. */
export function keepComponents(list: StepList, runs: ReadonlySet<string>): void {
  const offered = list.count;
  list.count = 0;
  for (let i = 0; i < offered; i++) {
    const code = list.code[i] ?? 0;
    const until = list.until[i] ?? UNFORCED;
    const component = code < SWARM_CODES ? KINDS[kindOf(code)]?.split('.')[0] : undefined;
    if (until < UNFORCED && component !== undefined && runs.has(component))
      offer(list, code, list.actor[i] ?? 0, list.from[i] ?? 0, until);
  }
}

/** Where no orchestrator runs nobody reads its events. */
export function loseEvents(m: Model, w: Row, runs: ReadonlySet<string>): void {
  if (runs.has('orchestrator' satisfies Component)) return;
  for (let q = 0; q < m.orchestrators.length; q++) {
    w.fill(0, m.places.event(q, 0), m.places.event(q, m.places.dimensions.events));
    set(w, m.places.orchestrator(q) + O.queued, 0);
  }
}
