import type { Part, Row } from '../layout/layout.ts';
import type { Schedule } from './batch.ts';
import { growable } from './growable.ts';
import { slack } from './scheduler.ts';
import { stepList, type JudgedSystem, type StepCode, type StepList } from './transition-system.ts';
import { visited } from './visited.ts';

/** `proved`: no final state refutes. `unwitnessed`: none, and none bears witness either. `undecided`: a limit or a bound was met. */
export const PROOF_OUTCOMES = ['proved', 'refuted', 'unwitnessed', 'undecided'] as const;
export type ProofOutcome = (typeof PROOF_OUTCOMES)[number];

export type Limit = 'states' | 'memory' | 'time' | 'depth';

export interface ProofLimits {
  readonly states: number;
  readonly bytes: number;
  /** Steps and ticks: a search that has nothing to refute so near ends there. */
  readonly depth: number;
  /** Asked now and then; false ends the search. */
  readonly hasTimeLeft: () => boolean;
}

/** A bug of the model, not of a rule: time that cannot pass, steps that never let it pass, a run that nothing will ever end. */
export type Flaw = 'timelock' | 'zeno-loop' | 'idles-for-ever';

export interface ProofRequest {
  /** One tick of the digital clock, in ms. */
  readonly tickMs: number;
  /** Kinds of outcome that refute. The search ends with the first level of states that has one. */
  readonly refuting: ReadonlySet<string>;
  /** The kind without which a proof says nothing. */
  readonly witness: string;
  /** The kind of a run that leaves the bounds of the scenario: nothing is proved then. */
  readonly unjudged: string;
  readonly limits: ProofLimits;
  readonly onProgress?: (progress: { readonly states: number; readonly depth: number }) => void;
}

/** What an exhaustive search came to. Counts are of the states that it keeps apart, steps that are collapsed are not among them. */
export interface Proof {
  readonly outcome: ProofOutcome;
  readonly states: number;
  readonly transitions: number;
  /** Steps and ticks to the state that is furthest away. */
  readonly depth: number;
  /** Of the search's own tables. */
  readonly peakBytes: number;
  /** Final states by kind of outcome. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Which limit ended it; null: none. */
  readonly limit: Limit | null;
  /** The first bug of the model that was met; then nothing else is claimed. */
  readonly flaw: Flaw | null;
  /** A shortest way, in steps and ticks, to a refuting final state, or to the flaw; null: there is none. */
  readonly counterexample: Schedule | null;
}

const TICK = -1;
const LOOK_EVERY = 4_096;

/**
 * Every state of a judged system on a digital clock, breadth first, so the first counterexample is a shortest one. States are kept
 * in full (by parts), not as hashes. The clock ticks unless something is forced before the next tick.
 */
export function prove(system: JudgedSystem, request: ProofRequest): Proof {
  const { tickMs, refuting, limits } = request;
  const seen = visited(partsOf(system));
  const parents = growable();
  const steps = growable();
  const ticks = growable();
  const loops: number[] = [];
  const state = new Int32Array(system.stride);
  const next = new Int32Array(system.stride);
  const options = stepList();
  const outcomes: Record<string, number> = {};
  let transitions = 0;
  let depth = 0;
  let levelEnd = 1;
  let found = -1;
  let flaw: Flaw | null = null;
  let limit: Limit | null = null;

  const arrive = (from: number, step: StepCode): number => {
    system.collapse?.(next);
    system.canonical(next);
    const index = seen.visit(next);
    if (!seen.isNew) return index;
    parents.push(from);
    steps.push(step);
    ticks.push(from < 0 ? 0 : ticks.at(from) + (step === TICK ? 1 : 0));
    return index;
  };
  const bytes = (): number => seen.bytes + parents.bytes + steps.bytes + ticks.bytes;
  const met = (): Limit | null => {
    if (seen.count > limits.states) return 'states';
    if (bytes() > limits.bytes) return 'memory';
    return limits.hasTimeLeft() ? null : 'time';
  };

  system.initial(next);
  arrive(-1, TICK);
  let current = 0;
  for (; current < seen.count; current++) {
    if (current === levelEnd) {
      if (found >= 0) break;
      if (depth === limits.depth) {
        limit = 'depth';
        break;
      }
      depth++;
      levelEnd = seen.count;
    }
    if (current % LOOK_EVERY === 0) {
      limit = met();
      if (limit !== null) break;
      request.onProgress?.({ states: seen.count, depth });
    }
    seen.read(current, state);
    if (system.finished(state)) {
      const { kind } = system.outcome(state);
      outcomes[kind] = (outcomes[kind] ?? 0) + 1;
      if (found < 0 && refuting.has(kind)) found = current;
      continue;
    }
    options.count = 0;
    system.pending(state, options);
    let left = 0;
    for (let i = 0; i < options.count; i++) {
      if (options.from[i] !== 0) continue;
      next.set(state);
      const code = options.code[i] as number;
      system.take(next, code);
      transitions++;
      left++;
      // A loop of steps that take no time has a step back to a state that was found before, after as many ticks.
      const to = arrive(current, code);
      if (to <= current && ticks.at(to) === ticks.at(current)) loops.push(current, to);
    }
    if (slack(options) >= tickMs) {
      next.set(state);
      system.advance(next, tickMs);
      transitions++;
      if (arrive(current, TICK) === current && left === 0) flaw = 'idles-for-ever';
    } else if (left === 0) flaw = 'timelock';
    if (flaw !== null) {
      found = current;
      break;
    }
  }
  if (flaw === null && limit === null && found < 0) {
    const start = zenoLoop(system, seen.read, loops);
    if (start >= 0) [flaw, found] = ['zeno-loop', start];
  }
  const counterexample = found < 0 ? null : wayTo(system, { read: seen.read, parents, steps, tickMs }, found);
  const outcome = flaw !== null ? 'undecided' : verdictOf(outcomes, limit, request);
  return {
    outcome,
    states: seen.count,
    transitions,
    depth,
    peakBytes: bytes(),
    outcomes,
    limit,
    flaw,
    counterexample,
  };
}

function verdictOf(
  outcomes: Readonly<Record<string, number>>,
  limit: Limit | null,
  { refuting, witness, unjudged }: ProofRequest,
): ProofOutcome {
  if (Object.keys(outcomes).some((kind) => refuting.has(kind))) return 'refuted';
  if (limit !== null || (outcomes[unjudged] ?? 0) > 0) return 'undecided';
  return (outcomes[witness] ?? 0) > 0 ? 'proved' : 'unwitnessed';
}

const partsOf = ({ parts, stride }: JudgedSystem): readonly Part[] => parts ?? [{ start: 0, size: stride, type: 0 }];

type Read = (index: number, into: Row) => void;

/**
 * A state that steps without time lead back to, by number; -1: there is none. Every such loop has a step among `loops`, so it is enough
 * to look depth first from where these lead, each state once: a step to a state on the path is a loop.
 */
function zenoLoop(system: JudgedSystem, read: Read, loops: readonly number[]): number {
  const seen = visited(partsOf(system));
  const state = new Int32Array(system.stride);
  const next = new Int32Array(system.stride);
  const options = stepList();
  const done: boolean[] = [];
  const successors = (index: number): number[] => {
    seen.read(index, state);
    if (system.finished(state)) return [];
    options.count = 0;
    system.pending(state, options);
    return enabledNow(options).map((code) => {
      next.set(state);
      system.take(next, code);
      system.collapse?.(next);
      system.canonical(next);
      return seen.visit(next);
    });
  };
  for (let i = 0; i < loops.length; i += 2) {
    read(loops[i + 1] as number, state);
    const root = seen.visit(state);
    if (done[root] !== undefined) continue;
    done[root] = false;
    const path = [{ index: root, left: successors(root) }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const to = top.left.pop();
      if (to === undefined) {
        done[top.index] = true;
        path.pop();
      } else if (done[to] === undefined) {
        done[to] = false;
        path.push({ index: to, left: successors(to) });
      } else if (!done[to]) return loops[i] as number;
    }
  }
  return -1;
}

function enabledNow(options: StepList): readonly StepCode[] {
  const codes: StepCode[] = [];
  for (let i = 0; i < options.count; i++) if (options.from[i] === 0) codes.push(options.code[i] as number);
  return codes;
}

interface Search {
  readonly read: Read;
  readonly parents: { readonly at: (index: number) => number };
  readonly steps: { readonly at: (index: number) => number };
  readonly tickMs: number;
}

/**
 * The schedule that leads to a state. States are kept in canonical form, where a task may have another name than in the run
 * itself: at each state of the way the step is taken that leads to the next, whatever it is called.
 */
function wayTo(system: JudgedSystem, search: Search, index: number): Schedule {
  const way: number[] = [];
  for (let at = index; at >= 0; at = search.parents.at(at)) way.unshift(at);
  const row = new Int32Array(system.stride);
  const goal = new Int32Array(system.stride);
  const code: number[] = [];
  const at: number[] = [];
  let now = 0;
  const note = (step: StepCode): void => {
    code.push(step);
    at.push(now);
  };
  system.initial(row);
  system.collapse?.(row, note);
  for (const to of way.slice(1)) {
    search.read(to, goal);
    if (search.steps.at(to) === TICK) {
      now += search.tickMs;
      system.advance(row, search.tickMs);
      system.collapse?.(row, note);
    } else takeTowards(system, row, goal, note);
  }
  return { code: Int32Array.from(code), at: Int32Array.from(at) };
}

/** Takes, in place, the first step that leads to the goal's canonical form. */
function takeTowards(system: JudgedSystem, row: Row, goal: Row, note: (step: StepCode) => void): void {
  const options = stepList();
  const form = new Int32Array(system.stride);
  system.pending(row, options);
  for (const step of enabledNow(options)) {
    form.set(row);
    system.take(form, step);
    system.collapse?.(form);
    system.canonical(form);
    if (!form.every((word, i) => word === goal[i])) continue;
    system.take(row, step);
    note(step);
    system.collapse?.(row, note);
    return;
  }
  throw new Error('invariant broken: a step of the search cannot be found again');
}
