import {
  DEFAULT_HEALTHCHECK,
  DEFAULT_RESTART_POLICY,
  DEFAULT_STOP_GRACE_MS,
  DEFAULT_UPDATE_CONFIG,
} from '#model/defaults.js';
import type { Behaviour, Healthcheck, RestartPolicy, ServiceSpec, UpdateConfig } from '#model/scenario.js';
import { FAILURE_ACTIONS, RESTART_CONDITIONS, UPDATE_ORDERS, type ServiceMode } from '#model/vocabulary.js';
import { isObject, labelsIn, numberIn, objectIn, textIn, type Json, type JsonObject } from './documents.ts';
import { badRequest, rpcError, type EngineError } from './engine-error.ts';
import { stampLabel } from './spec-document.ts';

const NS = 1_000_000;
const MB = 1_048_576;
/** moby convert/service.go and swarmkit controlapi: the least monitor and delay that are no mistake are 0. */
const MOST_MS = 0x3fffffff;

/** What a client's spec means to the model. `template` is left to whoever knows the others. */
export function specFromDocument(document: JsonObject, behaviour: Behaviour): ServiceSpec {
  const task = objectIn(document, 'TaskTemplate');
  const container = objectIn(task, 'ContainerSpec');
  const stack = stackOf(document);
  const healthcheck = healthcheckOf(container['Healthcheck']);
  return {
    stamp: labelsIn(document)[stampLabel(stack)] ?? null,
    label: '',
    template: '',
    replicas: replicasOf(document),
    constrained: hasConstraints(task),
    update: updateConfigOf(document['UpdateConfig'], 'update'),
    rollback: updateConfigOf(document['RollbackConfig'], 'rollback'),
    restart: restartPolicyOf(task['RestartPolicy']),
    reservationMb: Math.ceil(numberIn(objectIn(objectIn(task, 'Resources'), 'Reservations'), 'MemoryBytes') / MB),
    stopGraceMs:
      container['StopGracePeriod'] === undefined ? DEFAULT_STOP_GRACE_MS : msIn(container, 'StopGracePeriod'),
    healthcheck,
    behaviour,
  };
}

const stackOf = (document: JsonObject): string => labelsIn(document)['com.docker.stack.namespace'] ?? '';

/** Jobs are not modelled: they are refused. moby convert/service.go: no mode is replicated, no replicas are one. */
export function modeOf(document: JsonObject): ServiceMode {
  const mode = objectIn(document, 'Mode');
  if (isObject(mode['Global'])) return 'global';
  if (isObject(mode['ReplicatedJob']) || isObject(mode['GlobalJob'])) {
    throw badRequest('simulated engine: jobs are not simulated');
  }
  return 'replicated';
}

export function replicasOf(document: JsonObject): number {
  const replicas = objectIn(objectIn(document, 'Mode'), 'Replicated')['Replicas'];
  if (replicas === undefined || replicas === null) return 1;
  if (typeof replicas !== 'number' || !Number.isInteger(replicas) || replicas < 0) throw unreadable('Replicas');
  return replicas;
}

const hasConstraints = (task: JsonObject): boolean => {
  const constraints = objectIn(task, 'Placement')['Constraints'];
  return Array.isArray(constraints) && constraints.some((text) => typeof text === 'string' && text.includes('labels'));
};

/** An absent config is the engine's own; a present one means what it says (semantics 2.3). */
function updateConfigOf(config: Json | undefined, kind: 'update' | 'rollback'): UpdateConfig {
  if (!isObject(config)) return DEFAULT_UPDATE_CONFIG;
  const action = textIn(config, 'FailureAction');
  const failureAction = FAILURE_ACTIONS.find((name) => name === action) ?? (action === '' ? 'pause' : null);
  if (failureAction === null) throw badRequest(`unrecognized ${kind} failure action ${action}`);
  const written = textIn(config, 'Order');
  const order = UPDATE_ORDERS.find((name) => name === written) ?? (written === '' ? 'stop-first' : null);
  if (order === null) throw badRequest(`unrecognized ${kind} order ${written}`);
  const monitorMs = msIn(config, 'Monitor');
  const maxFailureRatio = numberIn(config, 'MaxFailureRatio');
  // swarmkit controlapi/service.go validateUpdate: of the update's config only.
  if (kind === 'update') {
    if (numberIn(config, 'Delay') < 0) throw invalidArgument('TaskSpec: update-delay cannot be negative');
    if (maxFailureRatio < 0 || maxFailureRatio > 1) {
      throw invalidArgument('TaskSpec: update-maxfailureratio cannot be less than 0 or bigger than 1');
    }
  }
  return {
    parallelism: wholeIn(config, 'Parallelism'),
    delayMs: Math.max(0, msIn(config, 'Delay')),
    failureAction,
    monitorMs: monitorMs === 0 ? DEFAULT_UPDATE_CONFIG.monitorMs : monitorMs,
    maxFailureRatio,
    order,
  };
}

function restartPolicyOf(policy: Json | undefined): RestartPolicy {
  if (!isObject(policy)) return DEFAULT_RESTART_POLICY;
  const written = textIn(policy, 'Condition');
  const condition = RESTART_CONDITIONS.find((name) => name === written) ?? (written === '' ? 'any' : null);
  if (condition === null) throw badRequest(`invalid RestartCondition: "${written}"`);
  return {
    condition,
    delayMs: policy['Delay'] === undefined ? DEFAULT_RESTART_POLICY.delayMs : msIn(policy, 'Delay'),
    maxAttempts: wholeIn(policy, 'MaxAttempts'),
    windowMs: msIn(policy, 'Window'),
  };
}

/** A healthcheck without a test is the image's, which a simulated image does not have; so is none. */
function healthcheckOf(check: Json | undefined): Healthcheck | null {
  if (!isObject(check)) return null;
  const test = check['Test'];
  if (!Array.isArray(test) || test.length === 0 || test[0] === 'NONE') return null;
  const or = (key: string, fallback: number): number => msIn(check, key) || fallback;
  return {
    intervalMs: or('Interval', DEFAULT_HEALTHCHECK.intervalMs),
    timeoutMs: or('Timeout', DEFAULT_HEALTHCHECK.timeoutMs),
    retries: wholeIn(check, 'Retries') || DEFAULT_HEALTHCHECK.retries,
    startPeriodMs: msIn(check, 'StartPeriod'),
  };
}

/** Nanoseconds in the document, whole ms in the model, where any time is at least one. */
function msIn(of: JsonObject, key: string): number {
  const value = of[key];
  if (value === undefined || value === null) return 0;
  if (typeof value !== 'number' || !Number.isFinite(value) || value > MOST_MS * NS) throw unreadable(key);
  return value > 0 ? Math.max(1, Math.round(value / NS)) : Math.trunc(value / NS);
}

function wholeIn(of: JsonObject, key: string): number {
  const value = of[key] ?? 0;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > MOST_MS) throw unreadable(key);
  return value;
}

const invalidArgument = (text: string): EngineError => rpcError(400, 'InvalidArgument', text);
const unreadable = (key: string): EngineError => badRequest(`json: cannot unmarshal value into Go struct field ${key}`);
