import * as z from 'zod';
import { UPDATE_ORDERS } from '#model/vocabulary.js';
import type { PublishedNames } from './explore-result-schema.ts';

const ms = z.number().min(0);

/** What `sim drill --json` prints. */
export function drillResultSchema({ outcomes, causes }: Pick<PublishedNames, 'outcomes' | 'causes'>) {
  const ruling = z.strictObject({
    rule: z.string(),
    verdict: z.string().describe('pass, undecided, error, or fail with its reason in brackets'),
    outcome: z.enum(outcomes),
    afterMs: ms.describe('from the deploy to the verdict'),
  });
  const run = z.strictObject({
    drill: z.string(),
    summary: z.string(),
    order: z.enum(UPDATE_ORDERS),
    truth: z.enum(['good', 'flagged', 'not good', 'not settled']).describe('what the engine came to run'),
    cause: z.enum(causes).nullable().describe('null: none, or not known'),
    status: z.string().describe('the update status at the end'),
    tookMs: ms,
    rulings: z.array(ruling),
  });
  return z.strictObject({
    schemaVersion: z.literal(1),
    command: z.literal('drill'),
    place: z.string().describe('the engine as it was named'),
    engine: z.string().describe("the engine's version"),
    namespace: z.string(),
    image: z.string(),
    head: z.string(),
    rules: z.array(z.strictObject({ name: z.string(), counted: z.boolean().describe('does its being fooled count?') })),
    runs: z.array(run),
    notes: z.array(z.string()),
    leftBehind: z.array(z.string()).describe('what could not be removed'),
    tookMs: ms,
    outcome: z.enum(['stands', 'fooled', 'undecided']).describe('exit codes 0, 1, 3'),
  });
}
