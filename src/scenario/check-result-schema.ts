import * as z from 'zod';
import { UPDATE_STATES } from '#model/vocabulary.js';

const count = z.int().min(0);
const ms = z.number().min(0);

const tasks = z.strictObject({
  running: count.describe('wanted and observed running'),
  coming: count.describe('wanted, on the way there'),
  leaving: count.describe('not wanted any more, not over'),
  dead: count.describe('ended of their own accord, as long as the engine keeps them'),
});

const service = z.strictObject({
  name: z.string(),
  updateState: z.enum(UPDATE_STATES).nullable().describe('null: never read'),
  stamp: z.string().nullable(),
  carriesHead: z.boolean(),
  wanted: count.nullable().describe('tasks wanted'),
  running: count.nullable().describe("tasks of any spec, where the rule reads the engine's own count"),
  tasks: z.strictObject({ head: tasks, other: tasks }).nullable().describe('null: never listed'),
  status: z.enum(['pass', 'fail', 'skip', 'unverified']).describe('skip: the rule does not look at it'),
  says: z.string().nullable(),
});

const evidence = z.strictObject({
  service: z.string(),
  task: z.string(),
  slot: count,
  node: z.string(),
  state: z.string(),
  error: z.string(),
  exitCode: z.int().nullable(),
  endedBy: z.enum(['itself', 'health-check', 'oom-killer', 'rejection', 'unknown']),
  log: z.array(z.string()).nullable(),
  logMissing: z.string().nullable(),
});

/** What `sim check --json` prints. */
export const checkResultSchema = z.strictObject({
  schemaVersion: z.literal(1),
  command: z.literal('check'),
  stack: z.string(),
  head: z.string(),
  rule: z.string(),
  status: z.enum(['pass', 'fail', 'unverified']).describe('unverified blocks: nothing was proved'),
  verdict: z.enum(['pass', 'fail', 'undecided', 'error']).describe('exit codes 0, 1, 3, 5'),
  reason: z.strictObject({ code: z.string(), message: z.string() }),
  claimHolds: z.boolean().describe("was everything given that the rule's claim asks for?"),
  claimLimits: z.array(z.string()),
  services: z.array(service),
  evidence: z.array(evidence),
  evidenceMissing: z.string().nullable(),
  timings: z.strictObject({
    elapsedMs: ms,
    timeoutMs: ms,
    intervalMs: ms,
    windowMs: ms.nullable().describe('for how long nothing may change before the rule passes'),
    reads: count,
    rounds: count,
  }),
});
