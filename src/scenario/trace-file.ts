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
  /** What was judged instead of a rule: a command, and how its runs were judged. */
  readonly client?: {
    readonly command: string;
    readonly passCode: number;
    readonly undecidedCodes: readonly number[];
    readonly timeoutMs: number;
    readonly deploy: 'by-client' | 'by-schedule';
  };
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
  /** It went otherwise when it was run once more. */
  readonly unsteady?: string;
  readonly schedule: readonly TraceFileStep[];
}

const count = z.int().min(0);

/** Key order here is key order in the file. */
export const traceFileSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    kind: z.literal('sim-trace'),
    rule: z.string(),
    client: z
      .strictObject({
        command: z.string().min(1).describe('run by /bin/sh, with DOCKER_HOST and SIM_* set'),
        passCode: z.int().min(0),
        undecidedCodes: z.array(z.int().min(0)),
        timeoutMs: z.int().min(1).describe('wall-clock time for one run'),
        deploy: z.enum(['by-client', 'by-schedule']).describe('who deploys the head'),
      })
      .exactOptional()
      .describe('what was judged instead of a rule'),
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
    unsteady: z
      .string()
      .exactOptional()
      .describe('not deterministic: where the same schedule, run once more, went otherwise'),
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
