import * as z from 'zod';

/** A step as trace files keep it. */
export interface TraceFileStep {
  readonly atMs: number;
  readonly actor: string;
  readonly does: string;
  readonly with: Readonly<Record<string, string | number>>;
  readonly shows: Readonly<Record<string, string>>;
}

/** Key order here is key order in the files. */
export const traceFileStep = z.strictObject({
  atMs: z.int().min(0).describe('virtual milliseconds from the start'),
  actor: z.string(),
  does: z.string(),
  with: z.record(z.string(), z.union([z.string(), z.number()])),
  shows: z.record(z.string(), z.string()),
}) satisfies z.ZodType<TraceFileStep>;
