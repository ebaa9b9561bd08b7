import type { ProofOutcome } from '../../explore/prove.ts';
import type { RuleProof, WorldResult } from '../../report/prove/result.ts';
import type { WrittenFinding } from '../../report/result.ts';

/** What the worlds come to together: one refutes, one that is undecided leaves all undecided, one witness is enough for all. */
export function familyResult(
  rule: string,
  refuting: readonly string[],
  worlds: readonly WorldResult[],
  write: (refuted: WorldResult) => WrittenFinding,
): RuleProof {
  const refuted = shortest(worlds);
  // What else was searched before the shortest counterexample was known depends on the threads.
  const counted = refuted === null ? worlds : [refuted];
  const sum = (of: (world: WorldResult) => number): number => counted.reduce((total, world) => total + of(world), 0);
  const most = (of: (world: WorldResult) => number): number => Math.max(0, ...counted.map(of));
  const flaws = worlds.flatMap(({ world, flaw }) => (flaw === null ? [] : [{ world, flaw }]));
  const limited = worlds.flatMap(({ limit }) => (limit === null || limit === 'depth' ? [] : [limit]));
  return {
    rule,
    outcome: outcomeOf(worlds),
    refuting,
    states: sum(({ states }) => states),
    transitions: sum(({ transitions }) => transitions),
    depth: most(({ depth }) => depth),
    peakBytes: most(({ peakBytes }) => peakBytes),
    outcomes: outcomesOf(counted),
    worlds: counted,
    refuted:
      refuted === null
        ? null
        : { world: refuted.world, robustness: refuted.counterexample?.robustness ?? null, written: write(refuted) },
    passes: passesOf(counted),
    flaw: flaws[0] ?? null,
    limited: limited[0] === undefined ? null : { limit: limited[0], worlds: limited.length },
  };
}

function passesOf(worlds: readonly WorldResult[]): RuleProof['passes'] {
  const all = worlds.flatMap(({ passes }) => (passes === null ? [] : [passes]));
  if (all.length === 0) return null;
  return {
    earliestMs: Math.min(...all.map(({ earliestMs }) => earliestMs)),
    latestMs: Math.max(...all.map(({ latestMs }) => latestMs)),
    leastLeftMs: Math.min(...all.map(({ promisedMs, latestMs }) => promisedMs - latestMs)),
  };
}

function outcomesOf(worlds: readonly WorldResult[]): Readonly<Record<string, number>> {
  const outcomes: Record<string, number> = {};
  for (const world of worlds) {
    for (const [kind, count] of Object.entries(world.outcomes)) outcomes[kind] = (outcomes[kind] ?? 0) + count;
  }
  return outcomes;
}

function outcomeOf(worlds: readonly WorldResult[]): ProofOutcome {
  const have = (outcome: ProofOutcome): boolean => worlds.some((world) => world.outcome === outcome);
  if (worlds.some(({ flaw }) => flaw !== null)) return 'undecided';
  if (have('refuted')) return 'refuted';
  if (have('undecided')) return 'undecided';
  return have('proved') ? 'proved' : 'unwitnessed';
}

/** The nearest of all, and of several the first world's. */
function shortest(worlds: readonly WorldResult[]): WorldResult | null {
  let best: WorldResult | null = null;
  for (const world of worlds) {
    if (world.outcome !== 'refuted' || world.counterexample === null) continue;
    if (best === null || world.counterexample.depth < (best.counterexample?.depth ?? 0)) best = world;
  }
  return best;
}
