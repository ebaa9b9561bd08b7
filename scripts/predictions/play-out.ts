import { batch, type Batch } from './batch.ts';
import type { Claim, Play } from './play.ts';
import type { Ended, Ground, Seen } from './rollout.ts';

export interface PlayedOut {
  readonly play: Play;
  readonly ended: readonly Ended[];
  /** Of each batch. */
  readonly loads: readonly number[];
  /** Why it could not be played to its end. */
  readonly failure: string | null;
}

export interface Extent {
  readonly runs: number;
  /** False: no further batch once every claim of the play has been seen. */
  readonly all: boolean;
  readonly say: (text: string) => void;
}

let plays = 0;

/** Batches of one play, one after the other. What goes wrong ends this play, and leaves what was seen; an interrupt ends all. */
export async function playOut(ground: Ground, play: Play, { runs, all, say }: Extent): Promise<PlayedOut> {
  const most = Math.min(runs, play.mostRuns);
  const batches: Batch[] = [];
  const name = `predict${++plays}`;
  const played = (failure: string | null): PlayedOut => {
    return { play, ended: batches.flatMap(({ ended }) => ended), loads: batches.map(({ load }) => load), failure };
  };
  for (let done = 0; done < most;) {
    const size = Math.min(play.sideBySide, most - done);
    try {
      const last = await batch(ground, play, `${name}-${batches.length + 1}`, size);
      batches.push(last);
      done += size;
      say(`${play.name}: ${done} of ${most} runs, load ${last.load.toFixed(1)}; in the last ${size}: ${summary(last)}`);
    } catch (error) {
      ground.io.signal.throwIfAborted();
      return played(error instanceof Error ? error.message : String(error));
    }
    const isFound =
      play.claims.length > 0 && play.claims.every((claim) => seenIn(claim, played(null).ended).length > 0);
    if (isFound && !all && play.mostRuns === Infinity) break;
  }
  return played(null);
}

/** `3 x cc-ci/v3 masking-race on unset over rolled-back`, each way of ending once. */
function summary({ ended }: Batch): string {
  const ways = ended.flatMap(({ truth, seen }) =>
    seen.map(({ rule, outcome, statusRead }) => {
      const over = truth === null ? 'no end' : (truth.cause ?? 'a good end');
      return `${rule} ${outcome} on ${statusRead ?? 'nothing'} over ${over} (${truth?.status ?? 'unknown'})`;
    }),
  );
  const counts = new Map<string, number>();
  for (const way of ways) counts.set(way, (counts.get(way) ?? 0) + 1);
  return [...counts].map(([way, count]) => `${count} x ${way}`).join('; ');
}

/** The rollouts in which the claim came true. */
export function seenIn(claim: Claim, ended: readonly Ended[]): readonly Ended[] {
  return ended.filter(({ truth, seen }) => {
    const isCause = claim.cause === null || truth?.cause === claim.cause;
    return isCause && seen.some((one) => isIt(one, claim));
  });
}

function isIt({ rule, outcome, statusRead }: Seen, claim: Claim): boolean {
  if (rule !== claim.rule || outcome !== claim.kind) return false;
  return claim.statusRead === null || statusRead === claim.statusRead;
}

/** How the rule's runs ended. */
export function outcomesOf(rule: string, ended: readonly Ended[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const one of ended.flatMap(({ seen }) => seen)) {
    if (one.rule === rule) counts[one.outcome] = (counts[one.outcome] ?? 0) + 1;
  }
  return counts;
}
