import { tablesOf } from '../judged-space.ts';
import { proofSearch, prove, verdictOf, type Proof, type ProofNotes, type ProofRequest } from '../prove.ts';
import type { JudgedSystem } from '../transition-system.ts';
import { zenoLoop } from '../zeno.ts';
import type { PartOptions, PartSearched } from './search-part.ts';
import type { Sharing } from './share.ts';

/** Threads that search one space; the others are brought their shares by whoever leads. */
export interface Crew {
  readonly threads: number;
  /** A search that is over after so many states is over before a second thread has begun. */
  readonly few: number;
  search<Answer>(sharing: Sharing<Answer>, options: PartOptions): SearchedTogether<Answer>;
}

/** One thread, and no other. */
export const ALONE: Crew = {
  threads: 1,
  few: Infinity,
  search: () => {
    throw new Error('invariant broken: one thread searches without a crew');
  },
};

interface SearchedTogether<Answer> extends PartSearched {
  /** Of each thread. */
  readonly answers: readonly Answer[];
}

/** What each thread comes back with: what it has noted, and what its system has come to know beside that. */
export interface ProofAnswer<Known> {
  readonly notes: ProofNotes;
  readonly known: Known;
}

export function proofSharing<Known>(
  system: JudgedSystem,
  request: Pick<ProofRequest, 'tickMs' | 'refuting'>,
  known: () => Known,
): Sharing<ProofAnswer<Known>> {
  return {
    tables: tablesOf(system),
    share(tables) {
      const { notes, ...search } = proofSearch(system, { ...request, tables });
      const answer = (): ProofAnswer<Known> => ({ notes: notes(), known: known() });
      return { ...search, answer: () => withBuffers(answer()) };
    },
  };
}

const withBuffers = <Known>(answer: ProofAnswer<Known>) => ({ answer, buffers: [answer.notes.instant.steps.buffer] });

/**
 * `prove` with several threads, where the space is large. What they find is found again by one: so a counterexample does not depend on
 * their number. `known`: what their systems have come to know.
 */
export function proveTogether<Known>(
  system: JudgedSystem,
  request: ProofRequest,
  crew: Crew,
  known: () => Known,
): Proof & { readonly known: readonly Known[] } {
  const { limits } = request;
  const few = crew.threads > 1 && limits.states > crew.few ? { ...limits, states: crew.few } : limits;
  const alone = prove(system, { ...request, limits: few });
  if (few === limits || alone.limit !== 'states') return { ...alone, known: [known()] };
  const { answers, ...searched } = crew.search(proofSharing(system, request, known), { limits, untilMarked: true });
  const { states, transitions, depth, bytes: peakBytes, limit, isMarked } = searched;
  const all = answers.map(({ notes }) => notes);
  const knows = answers.map((answer) => answer.known);
  const instants = all.map(({ instant }) => instant);
  const mayLoop = limit === null && !isMarked;
  const isFlawed = all.some(({ flaw }) => flaw !== null) || (mayLoop && zenoLoop(instants) >= 0);
  if (isFlawed) return { ...prove(system, request), known: knows };
  const outcomes = summed(all.map((notes) => notes.outcomes));
  const outcome = verdictOf(outcomes, limit, request);
  const figures = { outcome, states, transitions, depth, peakBytes, outcomes, limit, flaw: null };
  const filed = depthOfFiled(all, request);
  if (!isMarked && filed < 0) return { ...figures, counterexample: null, nearest: [], known: knows };
  const again = prove(system, { ...request, limits: { ...limits, depth: isMarked ? depth : filed } });
  // Alone it may meet a limit that they did not.
  const isFound = again.limit === null || again.limit === 'depth';
  return { ...again, ...(isFound ? figures : {}), known: knows };
}

function summed(all: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const sum: Record<string, number> = {};
  for (const [kind, count] of all.flatMap((one) => Object.entries(one))) sum[kind] = (sum[kind] ?? 0) + count;
  return sum;
}

/** How far one has to search to have the nearest of each kind that is to be filed; -1: there is none. */
function depthOfFiled(all: readonly ProofNotes[], { filed }: ProofRequest): number {
  const kinds = [...(filed ?? [])];
  const depths = kinds.map((kind) => Math.min(...all.map(({ depths: of }) => of[kind] ?? Infinity)));
  return Math.max(-1, ...depths.filter((depth) => depth < Infinity));
}
