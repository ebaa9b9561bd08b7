import { DEFAULT_RESTART_POLICY, DEFAULT_UPDATE_CONFIG } from '#model/defaults.js';
import { blankService, desiredTasks, runningTasks, showService } from '#model/view.js';
import { specsShown, statusDetails } from '#model/view-details.js';
import { isObject, objectIn, type Json, type JsonObject } from '../documents.ts';
import type { EngineWorld } from '../engine-world.ts';
import { instantText } from '../instants.ts';
import { taskId } from './task-json.ts';

export interface ServiceJsonOptions {
  readonly insertDefaults?: boolean;
  /** ServiceStatus, which only lists have. */
  readonly status?: boolean;
}

/** A service as `GET /services/{id}` and, with `status`, `GET /services` show it. */
export function serviceJson(world: EngineWorld, s: number, options: ServiceJsonOptions = {}): JsonObject {
  const { model, row, ledger } = world;
  const shown = blankService(model);
  showService(model, row, s, shown);
  const { spec, previous } = specsShown(model, row, s);
  const { id, createdAtMs } = ledger.service(s);
  const at = (ms: number): string => instantText(ledger.epochMs, ms);
  const document = named(ledger.specs.documentAt(spec), ledger.service(s).name);
  return {
    ID: id,
    Version: { Index: shown.version },
    CreatedAt: at(createdAtMs),
    UpdatedAt: at(ledger.writtenAtMs(s)),
    Spec: options.insertDefaults === true ? withDefaults(document) : document,
    ...(previous === null ? {} : { PreviousSpec: named(ledger.specs.documentAt(previous), ledger.service(s).name) }),
    Endpoint: endpointOf(document),
    ...(shown.updateState === 'unset' ? {} : { UpdateStatus: updateStatus(world, s, shown) }),
    ...(options.status === true ? { ServiceStatus: serviceStatus(world, s) } : {}),
  };
}

/** A spare record's own document has another name than the service that stands in it. */
const named = (document: JsonObject, name: string): JsonObject => ({ ...document, Name: name });

function updateStatus(world: EngineWorld, s: number, shown: ReturnType<typeof blankService>): JsonObject {
  const { model, row, ledger } = world;
  const { message, completedAtMs } = statusDetails(model, row, s);
  const at = (ms: number): string => instantText(ledger.epochMs, ms);
  return {
    State: shown.updateState,
    ...(shown.startedAtMs === null ? {} : { StartedAt: at(shown.startedAtMs) }),
    ...(completedAtMs === null ? {} : { CompletedAt: at(completedAtMs) }),
    Message: becauseOf(world, s, message),
  };
}

/** swarmkit updater.go Run: the message names the task whose failure was one too many. */
function becauseOf({ ledger }: EngineWorld, s: number, message: string): string {
  if (!STOPS.includes(message)) return message;
  const task = ledger.blamed(s);
  return task === null ? message : `${message} due to failure or early termination of task ${taskId(task)}`;
}
const STOPS = ['update paused', 'update rolled back', 'rollback paused'];

const serviceStatus = ({ model, row }: EngineWorld, s: number): JsonObject => ({
  RunningTasks: runningTasks(model, row, s),
  DesiredTasks: desiredTasks(model, row, s),
  CompletedTasks: 0,
});

/** moby shows the spec that the endpoint was made of, and its ports; addresses are none of the model's. */
function endpointOf(document: JsonObject): JsonObject {
  const spec = objectIn(document, 'EndpointSpec');
  const ports = spec['Ports'];
  return { Spec: spec, ...(Array.isArray(ports) && ports.length > 0 ? { Ports: ports } : {}) };
}

const NS = 1_000_000;

/** swarmkit api/defaults: what `insertDefaults=true` fills in (semantics 9). Not in PreviousSpec. */
function withDefaults(document: JsonObject): JsonObject {
  const task = objectIn(document, 'TaskTemplate');
  const container = objectIn(task, 'ContainerSpec');
  const { condition, delayMs, maxAttempts } = DEFAULT_RESTART_POLICY;
  const policy = { Condition: condition, Delay: delayMs * NS, MaxAttempts: maxAttempts };
  return {
    ...document,
    TaskTemplate: {
      ...task,
      ContainerSpec: {
        ...container,
        StopGracePeriod: container['StopGracePeriod'] ?? 10_000 * NS,
        DNSConfig: container['DNSConfig'] ?? {},
      },
      Resources: task['Resources'] ?? {},
      RestartPolicy: { ...policy, ...objectIn(task, 'RestartPolicy') },
    },
    UpdateConfig: paceWithDefaults(document['UpdateConfig']),
    RollbackConfig: paceWithDefaults(document['RollbackConfig']),
  };
}

function paceWithDefaults(config: Json | undefined): JsonObject {
  const { parallelism, failureAction, monitorMs, maxFailureRatio, order } = DEFAULT_UPDATE_CONFIG;
  const standard = {
    FailureAction: failureAction,
    Monitor: monitorMs * NS,
    MaxFailureRatio: maxFailureRatio,
    Order: order,
  };
  return { Parallelism: parallelism, ...standard, ...(isObject(config) ? config : {}) };
}
