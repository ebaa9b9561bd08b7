import * as z from 'zod';
import { findingSchema, type PublishedNames } from './explore-result-schema.ts';

const count = z.int().min(0);

const axis = z.strictObject({
  name: z.string(),
  setting: z.string().describe('the key of --set'),
  unit: z.enum(['ms', 'count']),
  values: z.array(z.number()),
  labels: z.array(z.string()).describe('how each value is written'),
});

/** What `sim map --json` prints. */
export function mapResultSchema(names: PublishedNames) {
  const { outcomes, proofOutcomes, limits, flaws } = names;
  const cell = z.strictObject({
    x: z.string().describe('a label of the axis'),
    y: z.string(),
    outcome: z.enum(proofOutcomes).describe('refuted: the rule is fooled'),
    tickMs: count,
    states: count,
    transitions: count,
    depth: count.describe('steps and ticks to the state that is furthest away'),
    outcomes: z.partialRecord(z.enum(outcomes), count).describe('final states by kind'),
    limit: z.enum(limits).nullable(),
    flaw: z.enum(flaws).nullable(),
    witness: findingSchema(names).nullable().describe('of a refuted cell beside one that is not'),
  });
  const border = z.strictObject({
    kind: z.enum(['separated', 'nowhere fooled', 'everywhere fooled', 'mixed', 'nothing decided']),
    inequality: z.string().nullable().describe('holds in exactly the cells in which the rule is not fooled'),
    advice: z.string().nullable(),
  });
  const map = z.strictObject({
    rule: z.string(),
    refuting: z.array(z.string()),
    border,
    cells: z.array(cell).describe('row by row, the least y first'),
  });
  return z.strictObject({
    schemaVersion: z.literal(1),
    command: z.literal('map'),
    x: axis,
    y: axis,
    says: z.array(z.string()).describe('what is the same in every cell'),
    maps: z.array(map),
  });
}
