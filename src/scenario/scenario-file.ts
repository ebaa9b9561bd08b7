import * as z from 'zod';
import { describeScenario } from './describe-scenario.ts';
import type { ReadScenario } from './from-compose.ts';
import { scenarioSchema } from './scenario-schema.ts';

/** What `sim scenario --json` prints. */
export const scenarioFileSchema = z.strictObject({
  schemaVersion: z.literal(1),
  kind: z.literal('sim-scenario'),
  scenario: scenarioSchema,
  settings: z
    .array(z.strictObject({ key: z.string(), value: z.string(), source: z.string() }))
    .describe('every setting in its own notation, with the place that it came from'),
  warnings: z.array(z.string()),
});

/** Stable JSON: keys in the schema's order, two spaces, a final newline. */
export function writeScenarioFile(read: ReadScenario): string {
  const file = scenarioFileSchema.parse({
    schemaVersion: 1,
    kind: 'sim-scenario',
    scenario: read.scenario,
    settings: describeScenario(read),
    warnings: read.warnings,
  });
  return `${JSON.stringify(file, null, 2)}\n`;
}
