import type { Schedule } from './batch.ts';
import { breadthFirst, type Limit, type Limits, type Searched, type SearchOptions } from './breadth-first.ts';
import type { Aides } from './help/aide.ts';
import { invariant } from '../errors.ts';
import { judgedSpace, type JudgedSpace } from './judged-space.ts';
import type { JudgedSystem } from './transition-system.ts';
import { wayTo } from './way-to.ts';
import { instantSteps, zenoLoop, type InstantStepsNoted } from './zeno.ts';

export type { Limit } from './breadth-first.ts';

/** `proved`: no final state refutes. `unwitnessed`: none, and none bears witness either. `undecided`: a limit or a bound was met. */
export const PROOF_OUTCOMES = ['proved', 'refuted', 'unwitnessed', 'undecided'] as const;
export type ProofOutcome = (typeof PROOF_OUTCOMES)[number];

type ProofLimits = Limits;

/** A bug of the model, not of a rule: time that cannot pass, steps that never let it pass, a run that nothing will ever end. */
export const FLAWS = ['timelock', 'zeno-loop', 'idles-for-ever'] as const;
export type Flaw = (typeof FLAWS)[number];

export interface ProofRequest {
  /** One tick of the digital clock, in ms. */
  readonly tickMs: number;
  /** Kinds of outcome that refute. The search ends with the first level of states that has one. */
  readonly refuting: ReadonlySet<string>;
  /** Kinds of outcome of which the nearest is wanted too, as far as the search goes. */
  readonly filed?: ReadonlySet<string>;
  /** The kind without which a proof says nothing. */
  readonly witness: string;
  /** The kind of a run that leaves the bounds of the scenario: nothing is proved then. */
  readonly unjudged: string;
  readonly limits: ProofLimits;
  /** Threads to spare; absent: none. The answer is the same but for the memory that it takes. */
  readonly aides?: Aides | undefined;
  readonly onProgress?: (progress: { readonly states: number; readonly depth: number }) => void;
}

/** What an exhaustive search came to. Counts are of the states that it keeps apart, steps that are collapsed are not among them. */
export interface ProofFigures {
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
}

export interface Proof extends ProofFigures {
  /** A shortest way, in steps and ticks, to a refuting final state, or to the flaw; null: there is none. */
  readonly counterexample: Schedule | null;
  /** A shortest way to each kind of outcome that was to be filed, in the order of their distance. */
  readonly nearest: readonly { readonly kind: string; readonly schedule: Schedule }[];
}

/**
 * Every state of a judged system on a digital clock, breadth first, so the first counterexample is a shortest one. Where a run is over
 * nothing follows.
 */
export function prove(system: JudgedSystem, request: ProofRequest): Proof {
  // Steps that take no time are noted of each state only where a space cannot rule out by itself that they lead round.
  const proof = searchFor(system, request, false) ?? searchFor(system, request, true);
  invariant(proof !== null, 'whether steps lead round is known once they are noted');
  return proof;
}

function searchFor(system: JudgedSystem, request: ProofRequest, isNoted: boolean): Proof | null {
  const { tickMs, limits, refuting, aides, onProgress } = request;
  /** By number; 0 is none. */
  const kinds: (string | undefined)[] = [undefined];
  const space = judgedSpace(system, {
    tickMs,
    endOf: (state) => (system.finished(state) ? numberOf(kinds, system.outcome(state).kind) : 0),
    refutes: (ended) => ended !== 0 && refuting.has(kinds[ended] as string),
    aides,
  });
  try {
    const instant = isNoted || space.mayLoop === undefined ? instantSteps() : null;
    const notes = notesOf(space, request, kinds, instant);
    const options = { limits, untilMarked: true, ...notes, ...(onProgress ? { onProgress } : {}) };
    const searched = breadthFirst(space, options);
    const isWhole = searched.limit === null && searched.marked === null && searched.endedAt < 0;
    if (isWhole && instant === null && space.mayLoop?.() === true) return null;
    const loop = isWhole && instant !== null ? zenoLoop(instant.noted()) : -1;
    const wayToState = (state: number): Schedule => wayTo(system, { space, ...searched, tickMs }, state);
    return proofOf(request, searched, notes, loop, wayToState);
  } finally {
    space.end?.();
  }
}

function proofOf(
  request: ProofRequest,
  { seen, transitions, depth, bytes, limit, marked, endedAt }: Searched,
  { outcomes, nearest, flaw: met }: ProofNotes,
  loop: number,
  wayToState: (state: number) => Schedule,
): Proof {
  const flaw = loop >= 0 ? 'zeno-loop' : met();
  const found = [loop, endedAt, marked?.state ?? -1].find((state) => state >= 0);
  return {
    outcome: flaw !== null ? 'undecided' : verdictOf(outcomes, limit, request),
    states: seen.count(),
    transitions,
    depth,
    peakBytes: bytes,
    outcomes,
    limit,
    flaw,
    counterexample: found === undefined ? null : wayToState(found),
    nearest: [...nearest].map(([kind, state]) => ({ kind, schedule: wayToState(state) })),
  };
}

/** What is noted of states on the way. */
interface ProofNotes extends Required<Pick<SearchOptions, 'noted' | 'expanded' | 'bytes'>> {
  readonly outcomes: Readonly<Record<string, number>>;
  /** Of each kind that is to be filed, the first state. */
  readonly nearest: ReadonlyMap<string, number>;
  readonly flaw: () => Flaw | null;
}

/** `kinds`: of outcomes, by the number that the space knows them by. */
function notesOf(
  space: JudgedSpace,
  { filed }: ProofRequest,
  kinds: readonly (string | undefined)[],
  instant: InstantStepsNoted | null,
): ProofNotes {
  const outcomes: Record<string, number> = {};
  const nearest = new Map<string, number>();
  let flaw: Flaw | null = null;
  return {
    outcomes,
    nearest,
    flaw: () => flaw,
    bytes: () => instant?.bytes() ?? 0,
    noted: () => 2 * space.ended() + (space.ticked() ? 1 : 0),
    expanded(state, numbers, from, count, note) {
      const ticked = note % 2 === 1;
      const kind = kinds[note >> 1];
      instant?.add(numbers, from, ticked ? count - 1 : count);
      if (kind !== undefined) {
        outcomes[kind] = (outcomes[kind] ?? 0) + 1;
        if (filed?.has(kind) === true && !nearest.has(kind)) nearest.set(kind, state);
        return true;
      }
      if (count === 0) flaw = 'timelock';
      else if (ticked && count === 1 && numbers[from] === state) flaw = 'idles-for-ever';
      return flaw === null;
    },
  };
}

/** The place of a kind in the list, which it is added to. */
function numberOf(kinds: (string | undefined)[], kind: string): number {
  const at = kinds.indexOf(kind);
  return at >= 0 ? at : kinds.push(kind) - 1;
}

/** The counts alone, without schedules. */
export function figuresOf(proof: Proof): ProofFigures {
  const { outcome, states, transitions, depth, peakBytes, outcomes, limit, flaw } = proof;
  return { outcome, states, transitions, depth, peakBytes, outcomes, limit, flaw };
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
