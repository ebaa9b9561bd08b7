import * as z from 'zod';
import type { Scenario } from '#model/scenario.js';
import { SimError } from '../errors.ts';
import { checkSize } from './check-size.ts';
import { fitted, jsonOf } from './json-file.ts';
import { scenarioSchema } from './scenario-schema.ts';
import { traceFileStep, type TraceFileStep } from './trace-file-step.ts';

/** A finding that can be followed again. Holds no wall-clock time, host name or path: same input, same bytes. */
export interface TraceFile {
  readonly schemaVersion: 1;
  readonly kind: 'sim-trace';
  readonly rule: string;
  readonly scenario: Scenario;
  readonly outcome: {
    readonly kind: string;
    readonly verdict: string;
    readonly facts: Readonly<Record<string, string>>;
  };
  readonly strategy: string;
  readonly schedules: number;
  readonly steps: number;
  readonly stepsToVerdict: number;
  readonly schedule: readonly TraceFileStep[];
}

const count = z.int().min(0);

/** Key order here is key order in the file. */
export const traceFileSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    kind: z.literal('sim-trace'),
    rule: z.string(),
    scenario: scenarioSchema,
    outcome: z.strictObject({
      kind: z.string(),
      verdict: z.string().describe("the rule's verdict in words"),
      facts: z.record(z.string(), z.string()).describe('what findings of the same kind are grouped by'),
    }),
    strategy: z.string().describe('the strategy that found it'),
    schedules: count.describe('how many schedules had been run when it was found'),
    steps: count.describe('steps up to the harm, clock advances not counted'),
    stepsToVerdict: count,
    schedule: z.array(traceFileStep),
  })
  .meta({ id: 'trace' }) satisfies z.ZodType<TraceFile>;

/** Reads a trace file, or throws `trace.malformed` naming file, line and the first value that does not fit. */
export function parseTraceFile(text: string, file: string): TraceFile {
  const from = { text, file, malformed };
  const trace = fitted(traceFileSchema, jsonOf(from), from);
  checkSize(trace.scenario, file);
  return trace;
}

/** Stable JSON: keys in the schema's order, two spaces, a step of the schedule a line, a final newline. */
export function writeTraceFile(trace: TraceFile): string {
  const { schedule, ...head } = traceFileSchema.parse(trace);
  const steps = schedule.map((step) => `    ${JSON.stringify(step)}`).join(',\n');
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "schedule": [\n${steps}\n  ]\n}\n`;
}

function malformed(where: string, what: string, cause?: unknown): SimError {
  const remedy = 'Give a trace that `sim explore --out` wrote, unedited.';
  return new SimError({ code: 'trace.malformed', where, what, remedy, cause });
}
