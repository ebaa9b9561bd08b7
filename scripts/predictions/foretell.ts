import { search } from '#src/cli/search.js';
import type { Finding } from '#src/explore/outcome.js';
import { momentsOf } from '#src/report/moments.js';
import { why } from '#src/report/why.js';
import type { Claim, Play } from './play.ts';

const SEED = 1;
const RUNS = 1_000;

export interface Foretold {
  readonly found: boolean;
  /** The trace's story; what the search covered where there is none. */
  readonly said: string;
}

/** What the explorer finds in the play's own scenario: the same parameters, the same seed, the same words each time. */
export async function foretell({ scenario }: Play, claim: Claim): Promise<Foretold> {
  const { findings, coverage } = await searched({ scenario, rule: claim.rule });
  const finding = findings.find((found) => isSaid(found, claim));
  if (finding === undefined) {
    return { found: false, said: `no ${claim.kind} of ${claim.rule} in ${coverage.runs} schedules` };
  }
  const { kind, verdict, facts, trace } = finding;
  const story = why({ kind, verdict, facts, moments: momentsOf(trace) });
  return { found: true, said: `${claim.rule}, ${kind}, schedule ${finding.schedules}: ${story}` };
}

/** How often the rule that ships is fooled there: never, or this is no prediction but a defect. */
export async function foretellHeadServes({ scenario }: Play): Promise<Foretold> {
  const { outcome, coverage } = await searched({ scenario, rule: 'head-serves' });
  const kinds = Object.entries(coverage.outcomes).map(([kind, count]) => `${count} ${kind}`);
  return { found: outcome === 'refuted', said: `head-serves, ${coverage.runs} schedules: ${kinds.join(', ')}` };
}

function searched(what: Pick<Parameters<typeof search>[0], 'scenario' | 'rule'>) {
  const refuting = new Set(['masking-race', 'false-alarm']);
  return search({ ...what, strategy: 'auto', budget: { runs: RUNS }, seed: SEED, workers: 1, refuting });
}

function isSaid({ kind, facts, trace }: Finding, claim: Claim): boolean {
  if (kind !== claim.kind || (claim.cause !== null && facts['cause'] !== claim.cause)) return false;
  return claim.statusRead === null || momentsOf(trace).statusRead === claim.statusRead;
}
