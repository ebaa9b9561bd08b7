import { EXPECTATIONS } from './swarm-expectations.ts';
import { INVARIANTS } from './swarm-invariants.ts';

/** How the real engine breaks a property: executed cases that show it, and the kept schedule on which the model does too. */
interface PropertyBreach {
  readonly cases: readonly string[];
  readonly traceFile: string;
}

/** A property of rolling updates, with the verdict that the real engine deserves. */
export interface SwarmProperty {
  readonly claim: string;
  /** Where swarm-semantics.md states it. */
  readonly source: string;
  readonly verdict: 'holds' | 'violated';
  /** Executed cases, whichever way they bear it out. */
  readonly cases: readonly string[];
  /** None where it holds. */
  readonly brokenBy: readonly PropertyBreach[];
}

const TRACES = 'test/traces/';
export const traceFileOf = (trace: string): string => `${TRACES}${trace}.json`;

/** Every property that is checked: those that hold are searched for a breach in vain, the others have a kept trace for each breach. */
export const SWARM_PROPERTIES: readonly SwarmProperty[] = [
  ...INVARIANTS.map(({ claim, source, shownBy = [] }) => ({
    claim,
    source,
    verdict: 'holds' as const,
    cases: shownBy,
    brokenBy: [],
  })),
  ...EXPECTATIONS.map(({ claim, source, brokenBy }) => ({
    claim,
    source,
    verdict: 'violated' as const,
    cases: brokenBy.flatMap(({ cases }) => cases),
    brokenBy: brokenBy.map(({ cases, trace }) => ({ cases, traceFile: traceFileOf(trace) })),
  })),
];
