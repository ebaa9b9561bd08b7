import * as z from 'zod';
import { SERVICE_MODES, TASK_STATES, UPDATE_STATES } from '#model/vocabulary.js';
import { SimError } from '../errors.ts';
import { fitted, jsonOf } from './json-file.ts';

const int = z.int();
const pace = z.strictObject({ parallelism: int, delayMs: int, monitorMs: int });
const state = z.enum(TASK_STATES);
const engineMs = int.describe("ms since 1970 by the engine's clock");

const service = z.strictObject({
  version: int,
  stamp: z.string().nullable(),
  previousStamp: z.string().nullable(),
  mode: z.enum(SERVICE_MODES),
  replicas: int,
  containerSpec: z.string().describe('a digest: values of the environment cannot be read from it'),
  updateState: z.enum(UPDATE_STATES),
  startedAtMs: engineMs.nullable(),
  update: pace,
  rollback: pace,
});

const task = z.strictObject({
  id: z.string().min(1),
  slot: int.nullable().describe('null: of a global service'),
  state,
  desired: state,
  containerSpec: z.string(),
  container: z.string().nullable(),
  node: z.string().nullable(),
  exitCode: int,
  createdAtMs: engineMs,
});

/** What `sim check --capture` keeps of a stack from before a deploy: what rules may read, and no value of an environment. */
export const captureFileSchema = z.strictObject({
  schemaVersion: z.literal(1),
  kind: z.literal('sim-capture'),
  stack: z.string().min(1),
  swarm: z.string().nullable().describe('the id of the swarm; null: the engine does not tell'),
  takenAt: z.iso.datetime().describe('by the clock of the machine that ran sim'),
  services: z.array(z.strictObject({ name: z.string().min(1), service, tasks: z.array(task) })),
});

export type Capture = z.infer<typeof captureFileSchema>;

/** Stable JSON: keys in the schema's order, two spaces, a final newline. */
export function writeCapture(capture: Capture): string {
  return `${JSON.stringify(captureFileSchema.parse(capture), null, 2)}\n`;
}

/** Reads a capture of this stack, or throws: `capture.malformed` names line and value, `capture.foreign` whose it is instead. */
export function parseCapture(text: string, file: string, stack: string): Capture {
  const malformed = (where: string, what: string, cause?: unknown) => refused('capture.malformed', where, what, cause);
  const from = { text, file, malformed };
  const json = jsonOf(from);
  if (!isCapture(json)) throw refused('capture.foreign', file, 'this is no capture');
  const capture = fitted(captureFileSchema, json, from);
  if (capture.stack === stack) return capture;
  throw refused('capture.foreign', file, `this is a capture of the stack "${capture.stack}", not of "${stack}"`);
}

const isCapture = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && 'kind' in json && json.kind === 'sim-capture';

function refused(
  code: 'capture.malformed' | 'capture.foreign',
  where: string,
  what: string,
  cause?: unknown,
): SimError {
  const remedy = 'Give the file that `sim check --capture FILE` wrote for this stack before the deploy, unedited.';
  return new SimError({ code, where, what, remedy, cause });
}
