import { serviceAt } from '#model/model.js';
import { blankTask, showTasks, type TaskShown } from '#model/view.js';
import { taskDetails, type TaskDetails } from '#model/view-details.js';
import { objectIn, omit, textIn, type JsonObject } from '../documents.ts';
import type { EngineWorld } from '../engine-world.ts';
import { containerId, swarmId } from '../identities.ts';
import { instantText } from '../instants.ts';

/** A task, and the record that it stands in. */
export interface ListedTask {
  readonly t: number;
  readonly service: number;
  readonly shown: TaskShown;
}

export const taskId = (id: number): string => swarmId('task', id);
export const nodeId = (node: number): string => swarmId('node', node);
export const taskContainerId = (id: number): string => containerId('container of task', id);

/** All tasks of the world, or those that are up to date; by service, and in it by slot. */
export function listTasks({ model, row }: EngineWorld, upToDate: boolean): readonly ListedTask[] {
  const pool = Array.from({ length: model.tasks }, blankTask);
  const places = new Map(pool.map((shown, t) => [shown, t]));
  return model.services.flatMap((_service, service) => {
    const into: TaskShown[] = [];
    showTasks(model, row, service, upToDate, pool, into);
    return into.map((shown) => ({ t: places.get(shown) ?? 0, service, shown }));
  });
}

/** A task as `GET /tasks` shows it. */
export function taskJson({ model, row, ledger }: EngineWorld, { t, service, shown }: ListedTask): JsonObject {
  const details = taskDetails(model, row, t);
  const note = ledger.tasks.of(t);
  const at = (ms: number): string => instantText(ledger.epochMs, ms);
  const spec = omit(objectIn(ledger.specs.documentAt(details.spec), 'TaskTemplate'), 'Runtime');
  const image = textIn(objectIn(spec, 'ContainerSpec'), 'Image');
  return {
    ID: taskId(shown.id),
    Version: { Index: note?.version ?? 1 },
    CreatedAt: at(shown.createdAtMs),
    UpdatedAt: at(note?.updatedAtMs ?? shown.createdAtMs),
    Labels: {},
    Spec: spec,
    ServiceID: ledger.service(service).id,
    ...(serviceAt(model, service).mode === 'global' ? {} : { Slot: shown.slot }),
    ...(shown.node === 0 ? {} : { NodeID: nodeId(shown.node) }),
    Status: {
      Timestamp: at(details.statusAtMs),
      State: shown.state,
      Message: details.message,
      ...errorIn(details, image, model.nodes),
      ...(shown.container === 0 ? {} : { ContainerStatus: containerStatus(shown, details) }),
      PortStatus: {},
    },
    DesiredState: shown.desired,
  };
}

const containerStatus = (shown: TaskShown, { exitCode }: TaskDetails): JsonObject => ({
  ContainerID: taskContainerId(shown.container),
  PID: shown.state === 'running' || shown.state === 'starting' ? 1_000 + shown.id : 0,
  ExitCode: exitCode,
});

function errorIn({ error, exitCode }: TaskDetails, image: string, nodes: number): JsonObject {
  switch (error) {
    case 'none':
      return {};
    case 'non-zero exit':
      return { Err: `task: non-zero exit (${exitCode})` };
    case 'unhealthy':
      return { Err: `task: non-zero exit (${exitCode}): dockerexec: unhealthy container` };
    case 'no such image':
      return { Err: `No such image: ${image}` };
    case 'constraints':
      return { Err: 'assigned node no longer meets constraints' };
    case 'no suitable node':
      return { Err: `no suitable node (insufficient resources on ${nodes} node${nodes === 1 ? '' : 's'})` };
  }
}
