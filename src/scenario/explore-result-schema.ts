import * as z from 'zod';
import { traceFileSchema } from './trace-file.ts';

/** Names that belong to other folders. */
export interface PublishedNames {
  readonly outcomes: readonly string[];
  readonly strategies: readonly string[];
  readonly causes: readonly string[];
}

const count = z.int().min(0);

/** What `sim explore --json` prints. */
export function exploreResultSchema({ outcomes, strategies }: Pick<PublishedNames, 'outcomes' | 'strategies'>) {
  const kind = z.enum(outcomes);
  const finding = z.strictObject({
    kind,
    facts: z.record(z.string(), z.string()).describe('what the runs of this finding have in common'),
    steps: count.describe('steps of the shrunk trace up to the harm, clock advances not counted'),
    stepsToVerdict: count,
    strategy: z.enum(strategies),
    schedules: count.describe('how many schedules had been run when it was found'),
    trace: traceFileSchema,
    file: z.string().describe('where the trace was written'),
  });
  const coverage = z.strictObject({
    runs: count,
    steps: count,
    distinctStates: count.describe('an estimate'),
    seconds: z.number().min(0),
    outcomes: z.record(kind, count).describe('how many runs ended in each outcome'),
  });
  const result = z.strictObject({
    rule: z.string(),
    scenario: z.string().describe("the scenario's name"),
    outcome: z.enum(['refuted', 'survived', 'unwitnessed']),
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
