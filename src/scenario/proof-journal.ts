import * as z from 'zod';
import { SimError } from '../errors.ts';
import { fitted, jsonOf } from './json-file.ts';

/** What a journal has to be, for whoever named another file. */
export const ANY_JOURNAL = 'Name a file that sim prove --resume has written, or one that does not exist.';

/** What all lines of a journal are of: worlds of other code, or on another clock, are other worlds. */
const headSchema = z.strictObject({
  schemaVersion: z.literal(1),
  command: z.literal('prove'),
  tickMs: z.int().positive(),
  reductions: z.array(z.string()),
  digests: z.record(z.string(), z.string()),
});
export type JournalHead = z.infer<typeof headSchema>;

const count = z.int().nonnegative();
const lineSchema = z.strictObject({
  rule: z.string(),
  refuting: z.array(z.string()),
  world: z.string(),
  proof: z.strictObject({
    outcome: z.enum(['proved', 'unwitnessed']),
    states: count,
    transitions: count,
    depth: count,
    peakBytes: count,
    outcomes: z.record(z.string(), count),
    limit: z.null(),
    flaw: z.null(),
    counterexample: z.null(),
    passes: z.strictObject({ promisedMs: count, earliestMs: count, latestMs: count }).nullable(),
  }),
});
export type JournalLine = z.infer<typeof lineSchema>;

/** The lines of a journal of this proof, and its text without a last line that was cut off. */
export function parseJournal(
  text: string,
  file: string,
  head: JournalHead,
): { readonly lines: readonly JournalLine[]; readonly whole: string } {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const [first = '', ...rest] = whole.split('\n').slice(0, -1);
  const lineOf = <T>(schema: z.ZodType<T>, line: string, number: number): T => {
    const from = { text: line, file: `${file}:${number}`, malformed };
    return fitted(schema, jsonOf(from), from);
  };
  const found = lineOf(headSchema, first, 1);
  const differing = (['digests', 'tickMs', 'reductions'] as const).filter(
    (key) => JSON.stringify(found[key]) !== JSON.stringify(head[key]),
  );
  if (differing.length > 0) throw ofAnother(file, differing);
  return { lines: rest.map((line, i) => lineOf(lineSchema, line, i + 2)), whole };
}

const WORDS = { digests: 'other code', tickMs: 'another tick', reductions: 'other reductions' } as const;

function ofAnother(file: string, differing: readonly (keyof typeof WORDS)[]): SimError {
  return new SimError({
    code: 'journal.of-another-proof',
    where: `${file}:1`,
    what: `it was written with ${differing.map((key) => WORDS[key]).join(' and ')}, and proves nothing here`,
    remedy: 'Name a file that does not exist, or remove this one.',
  });
}

function malformed(where: string, what: string, cause?: unknown): SimError {
  return new SimError({ code: 'journal.malformed', where, what, remedy: ANY_JOURNAL, cause });
}
