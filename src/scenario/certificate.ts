import * as z from 'zod';
import { SimError } from '../errors.ts';

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
  const malformed = (what: string, cause?: unknown): SimError =>
    new SimError({
      code: 'certificate.malformed',
      where: file,
      what,
      remedy: 'Give a file as sim prove --json has printed it.',
      cause,
    });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw malformed('this is no JSON', cause);
  }
  const read = certificateSchema.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw malformed(`${field === '' ? 'the certificate' : field} is not as it should be`);
}
