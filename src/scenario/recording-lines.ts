import * as z from 'zod';
import { FAILURE_ACTIONS, RESTART_CONDITIONS, TASK_STATES, UPDATE_ORDERS, UPDATE_STATES } from '#model/vocabulary.js';

/** Lines of a recording, as far as they are used. Unknown fields are ignored: another tool may write more. */
const nanoseconds = z.number().min(0);
const index = z.int().min(0);
const span = z.tuple([z.number(), z.number()]);

const updateConfig = z.object({
  Parallelism: index,
  Delay: nanoseconds.optional(),
  FailureAction: z.enum(FAILURE_ACTIONS).optional(),
  Monitor: nanoseconds.optional(),
  MaxFailureRatio: z.number().optional(),
  Order: z.enum(UPDATE_ORDERS).optional(),
});

const restart = z.object({
  Condition: z.enum(RESTART_CONDITIONS).optional(),
  Delay: nanoseconds.optional(),
  MaxAttempts: index.optional(),
  Window: nanoseconds.optional(),
});

const health = z.object({
  Interval: nanoseconds.optional(),
  Timeout: nanoseconds.optional(),
  Retries: index.optional(),
  StartPeriod: nanoseconds.optional(),
});

const action = z.object({
  do: z.enum(['update', 'label', 'force', 'identical', 'rollback']),
  to: z.enum(['head', 'next']).optional(),
  stamp: z.string().optional(),
});

const scenario = z.object({
  kind: z.literal('scenario'),
  /** Set where the recorder did not deploy: then commands say nothing, and services and tasks come with digests. */
  recordedBy: z.string().optional(),
  scenario: z.object({
    id: z.string(),
    replicas: z.int().min(1).max(30),
    base: z.string(),
    head: z.string(),
    update: updateConfig.optional(),
    rollback: updateConfig.optional(),
    restart: restart.optional(),
    health: health.optional(),
    grace: nanoseconds.optional(),
    memLimit: z.number().optional(),
    headReserve: z.number().optional(),
    headImage: z.string().optional(),
    labelOnly: z.boolean().optional(),
    baseDies: z.boolean().optional(),
  }),
  engine: z.object({ version: z.string() }).optional(),
});

const taskSpec = z.object({
  ContainerSpec: z.object({ Env: z.array(z.string()).optional() }),
  ForceUpdate: index.optional(),
});
const serviceSpec = z.object({
  Labels: z.record(z.string(), z.string()).optional(),
  TaskTemplate: taskSpec,
});

/** Equal for equal task templates, ForceUpdate and secrets aside. */
const template = z.string().optional();

const service = z.object({
  kind: z.literal('service'),
  ref: index,
  template,
  previousTemplate: template,
  /** Equal while the service is updated, rolled back and scaled by the same rules. */
  rules: z.string().optional(),
  service: z.object({
    Version: z.object({ Index: index }),
    Spec: serviceSpec,
    PreviousSpec: serviceSpec.optional(),
    UpdateStatus: z.object({ State: z.enum(UPDATE_STATES).optional() }).optional(),
  }),
});

const task = z.object({
  kind: z.literal('task'),
  ref: index,
  template,
  task: z.object({
    ID: z.string(),
    Version: z.object({ Index: index }),
    CreatedAt: z.string(),
    Spec: taskSpec,
    Slot: z.int().min(1),
    Status: z.object({ State: z.enum(TASK_STATES), Err: z.string().optional() }),
    DesiredState: z.enum(TASK_STATES),
  }),
});

const sample = z.object({
  kind: z.literal('sample'),
  serviceAt: span,
  tasksAt: span,
  service: index,
  tasks: z.array(index),
});

const acted = z.object({ kind: z.literal('action'), at: span, action });

export const recordingLine = z.discriminatedUnion('kind', [scenario, service, task, sample, acted]);
export type RecordingLine = z.infer<typeof recordingLine>;
export type ScenarioLine = z.infer<typeof scenario>;
export type ServiceLine = z.infer<typeof service>;
export type TaskLine = z.infer<typeof task>;
export type SampleLine = z.infer<typeof sample>;
export type ActionLine = z.infer<typeof acted>;
export type RecordedUpdateConfig = z.infer<typeof updateConfig>;
export type RecordedSpec = z.infer<typeof serviceSpec>;
export type RecordedTaskSpec = z.infer<typeof taskSpec>;
