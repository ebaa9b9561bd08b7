import * as z from 'zod';
import { SimError } from '../errors.ts';
import { fitted, jsonOf } from './json-file.ts';

/** What is compared of a certificate; the rest of it is for people. */
const certificateSchema = z.object({
  schemaVersion: z.literal(1),
  command: z.literal('prove'),
  bounds: z.object({ name: z.string() }),
  digests: z.record(z.string(), z.string()),
  results: z.array(z.object({ rule: z.string(), outcome: z.enum(['proved', 'refuted', 'unwitnessed', 'undecided']) })),
});
export type Certificate = z.infer<typeof certificateSchema>;

export function parseCertificate(text: string, file: string): Certificate {
  const from = { text, file, malformed };
  return fitted(certificateSchema, jsonOf(from), from);
}

function malformed(where: string, what: string, cause?: unknown): SimError {
  const remedy = 'Give a file as sim prove --json has printed it.';
  return new SimError({ code: 'certificate.malformed', where, what, remedy, cause });
}
