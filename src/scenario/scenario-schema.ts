import * as z from 'zod';
import type { Scenario } from '#model/scenario.js';
import {
  FAILURE_ACTIONS,
  FATES,
  FAULTS,
  MOVES,
  RESTART_CONDITIONS,
  SERVICE_MODES,
  UPDATE_ORDERS,
} from '#model/vocabulary.js';

/** Virtual instants are 32-bit; so is every word of a world. */
const MAX_WORD = 2_147_483_647;
const MAX_NODES = 8;

const whole = z.int().min(0).max(MAX_WORD);
const ms = whole.describe('milliseconds');
const mb = whole.describe('MB of 1,048,576 bytes');

const window = z
  .strictObject({ earliestMs: ms, latestMs: ms })
  .refine(({ earliestMs, latestMs }) => earliestMs <= latestMs, 'earliestMs comes after latestMs')
  .meta({ id: 'window', description: 'a duration that may take any value between two bounds, both included' });

const updateConfig = z
  .strictObject({
    parallelism: whole.describe('0 is unlimited'),
    delayMs: ms,
    failureAction: z.enum(FAILURE_ACTIONS),
    monitorMs: ms,
    maxFailureRatio: z.number().min(0).max(1),
    order: z.enum(UPDATE_ORDERS),
  })
  .meta({ id: 'updateConfig' });

const serviceSpec = z
  .strictObject({
    stamp: z.string().nullable().describe('label coop-cloud.<stack>.chaos-version; null: no such label'),
    label: z.string(),
    template: z.string().describe('two specs with the same template have deep-equal TaskSpecs'),
    replicas: whole.describe('1 for a global service, which has a task on each node that may run it'),
    constrained: z.boolean().describe("only nodes that carry the scenario's label will do"),
    update: updateConfig,
    rollback: updateConfig,
    restart: z.strictObject({
      condition: z.enum(RESTART_CONDITIONS),
      delayMs: ms,
      maxAttempts: whole.describe('0 is unlimited'),
      windowMs: ms.describe('0 is an unbounded look-back'),
    }),
    reservationMb: mb,
    stopGraceMs: ms,
    healthcheck: z
      .strictObject({ intervalMs: ms, timeoutMs: ms, retries: whole, startPeriodMs: ms })
      .nullable()
      .describe('null: none'),
    behaviour: z.strictObject({
      prepare: window,
      start: window,
      stop: window,
      boot: window,
      bootMemoryMb: mb,
      restMemoryMb: mb,
    }),
  })
  .meta({ id: 'serviceSpec' });

const fate = z
  .strictObject({
    kind: z.enum(FATES),
    times: z.enum(['persistent', 'once']),
    window,
    exitCode: z.int().min(0).max(255),
    memoryMb: mb,
  })
  .meta({ id: 'fate' });

const plan = {
  service: z.string(),
  mode: z.enum(SERVICE_MODES),
  base: serviceSpec,
  head: serviceSpec,
  other: serviceSpec.describe("the commit of an operator's `other-spec` move"),
  headFates: z.array(fate).min(1).describe('what may become of the head; a run chooses one'),
};

/** What a run starts from, as it stands in traces. Key order here is key order there. */
export const scenarioSchema = z
  .strictObject({
    name: z.string(),
    stack: z.string(),
    ...plan,
    beside: z
      .array(z.strictObject(plan).meta({ id: 'servicePlan' }))
      .describe("the stack's other services; one deploy updates them all"),
    host: z.strictObject({
      nodes: z.int().min(1).max(MAX_NODES).describe('each is such a host; the first is the manager'),
      memoryMb: mb,
      loadMb: z.array(mb).min(1),
      loadChanges: whole,
      oomKill: window,
    }),
    timing: z.strictObject({
      manager: window,
      allocate: window,
      schedule: window,
      assign: window,
      stopSignal: window,
      report: window,
      nodeDown: window.describe("from a node's last heartbeat to DOWN in the store"),
    }),
    watcher: z.strictObject({
      intervalMs: ms,
      read: window,
      deadlineMs: ms,
      healthDeadlineMs: ms,
      healthAnswers: whole,
      healthyNeedsConverged: z.boolean(),
      askedFor: z.string().exactOptional().describe("the commit that rules are asked for, where it is not the head's"),
      graceMs: ms,
    }),
    operator: z.strictObject({
      moves: z.array(z.enum(MOVES)),
      maxMoves: whole,
      moveWindow: window,
      scaleTo: whole.describe('replicas that a `scale` asks for'),
      request: window.describe('between two requests of one command'),
    }),
    faults: z.strictObject({
      kinds: z.array(z.enum(FAULTS)).describe('what may happen to the cluster'),
      maxFaults: whole,
      downFor: window.describe('how long a node is cut off'),
      lateBy: window.optional().describe('how much later an answer comes than it was given'),
    }),
    bounds: z.strictObject({ maxSteps: whole, horizonMs: ms, tasksPerSlot: whole }),
  })
  .meta({ id: 'scenario' }) satisfies z.ZodType<Scenario>;
