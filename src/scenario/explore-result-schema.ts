import * as z from 'zod';
import { traceFileSchema } from './trace-file.ts';

/** Names that belong to other folders. */
export interface PublishedNames {
  readonly outcomes: readonly string[];
  readonly strategies: readonly string[];
  readonly causes: readonly string[];
  /** Of sim explore, and of a proof. */
  readonly verdicts: readonly string[];
  readonly proofOutcomes: readonly string[];
  readonly limits: readonly string[];
  readonly flaws: readonly string[];
}

const count = z.int().min(0);

/** A finding as results hold it: its trace, and where that was written. */
export function findingSchema({ outcomes, strategies }: Pick<PublishedNames, 'outcomes' | 'strategies'>) {
  return z.strictObject({
    kind: z.enum(outcomes),
    facts: z.record(z.string(), z.string()).describe('what the runs of this finding have in common'),
    steps: count.describe('steps of the shrunk trace up to the harm, clock advances not counted'),
    stepsToVerdict: count,
    strategy: z.enum(strategies),
    schedules: count.describe('how many schedules had been run when it was found'),
    trace: traceFileSchema,
    file: z.string().describe('where the trace was written'),
  });
}

/** What `sim explore --json` prints. */
export function exploreResultSchema({
  outcomes,
  strategies,
  verdicts,
  limits,
  flaws,
}: Omit<PublishedNames, 'causes' | 'proofOutcomes'>) {
  const kind = z.enum(outcomes);
  const finding = findingSchema({ outcomes, strategies });
  const coverage = z.strictObject({
    runs: count,
    steps: count,
    distinctStates: count.describe('an estimate'),
    seconds: z.number().min(0),
    outcomes: z.record(kind, count).describe('how many runs ended in each outcome'),
    exhaustive: z
      .strictObject({
        bounds: z.array(z.string()),
        tickMs: z.int().min(1),
        states: count,
        transitions: count,
        depth: count,
        peakBytes: count,
        limit: z.enum(limits).nullable().describe('which limit ended it'),
        flaw: z.enum(flaws).nullable().describe('a bug of the model: nothing is claimed then'),
      })
      .optional()
      .describe('of --strategy exhaustive; then runs are the states in which runs end, steps the transitions'),
  });
  const result = z.strictObject({
    rule: z.string(),
    scenario: z.string().describe("the scenario's name"),
    outcome: z.enum(verdicts),
    findings: z.array(finding),
    coverage,
  });
  return z.strictObject({
    schemaVersion: z.literal(1),
    command: z.literal('explore'),
    seed: z.int(),
    results: z.array(result),
  });
}
