import * as z from 'zod';
import type { Scenario } from '#model/scenario.js';
import { scenarioSchema } from './scenario-schema.ts';
import { traceFileStep, type TraceFileStep } from './trace-file-step.ts';

/** A schedule of the Swarm alone, with no rule that watches it, after which something is not as one would expect. */
export interface SwarmTraceFile {
  readonly schemaVersion: 1;
  readonly kind: 'sim-swarm-trace';
  readonly claim: string;
  readonly source: string;
  readonly cases: readonly string[];
  readonly breach: string;
  readonly scenario: Scenario;
  readonly schedule: readonly TraceFileStep[];
}

/** Key order here is key order in the file. */
const swarmTraceFileSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    kind: z.literal('sim-swarm-trace'),
    claim: z.string().describe('what one would expect'),
    source: z.string().describe('where the semantics document says that the engine does not keep it'),
    cases: z.array(z.string()).min(1).describe('executed cases of that document that show it'),
    breach: z.string().describe('what is wrong after the last step'),
    scenario: scenarioSchema,
    schedule: z.array(traceFileStep),
  })
  .meta({ id: 'swarmTrace' }) satisfies z.ZodType<SwarmTraceFile>;

export const readSwarmTraceFile = (text: string): SwarmTraceFile => swarmTraceFileSchema.parse(JSON.parse(text));

/** Stable JSON: two spaces, a service's spec or a step of the schedule a line, a final newline. Same trace, same bytes. */
export function writeSwarmTraceFile({ schedule, scenario, ...said }: SwarmTraceFile): string {
  const head = entriesOf(said, 2);
  const world = `  "scenario": {\n${entriesOf(scenario, 4)}\n  }`;
  const steps = schedule.map(
    ({ atMs, actor, does, with: argued, shows }) => `    ${JSON.stringify({ atMs, actor, does, with: argued, shows })}`,
  );
  return `{\n${head},\n${world},\n  "schedule": [\n${steps.join(',\n')}\n  ]\n}\n`;
}

const entriesOf = (value: object, indent: number): string =>
  Object.entries(value)
    .map(([key, part]) => `${' '.repeat(indent)}${JSON.stringify(key)}: ${JSON.stringify(part)}`)
    .join(',\n');
