import { containerOf, type ContainerShown } from '#model/view-details.js';
import { labelsIn, objectIn, textIn, type JsonObject } from '../documents.ts';
import { EngineError } from '../engine-error.ts';
import type { EngineWorld } from '../engine-world.ts';
import { taskName } from '../find.ts';
import { containerId } from '../identities.ts';
import { instantText, ZERO_INSTANT } from '../instants.ts';
import { listTasks, nodeId, taskContainerId, taskId } from '../json/task-json.ts';
import { json, type EngineReply } from '../replies.ts';
import { filtersIn, hasLabels, isTrue, passes, type Asked } from '../request.ts';
import { byReference } from '../shelves.ts';
import type { Route } from './route.ts';

/** Containers of tasks on the node that is asked, the manager; there are no others. */
export const containerRoutes: readonly Route[] = [
  { method: 'GET', path: 'containers/json', on: 'world', answer: list },
  {
    method: 'GET',
    path: 'containers/:/json',
    on: 'world',
    answer: (_asked, world, reference) => {
      const found = byReference(
        containersHere(world),
        reference.replace(/^\//, ''),
        ({ id }) => id,
        ({ name }) => name,
      );
      if (found === undefined) throw new EngineError(404, `No such container: ${reference}`);
      return json(inspected(world, found));
    },
  },
];

interface Container {
  readonly id: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: JsonObject;
  readonly shown: ContainerShown;
}

function containersHere(world: EngineWorld): readonly Container[] {
  const { model, row, ledger } = world;
  return listTasks(world, false).flatMap((task): readonly Container[] => {
    const shown = containerOf(model, row, task.t);
    if (shown?.node !== 1) return [];
    const spec = objectIn(objectIn(ledger.specs.documentAt(shown.spec), 'TaskTemplate'), 'ContainerSpec');
    const name = taskName(world, task);
    const service = ledger.service(task.service);
    const labels = {
      'com.docker.swarm.node.id': nodeId(shown.node),
      'com.docker.swarm.service.id': service.id,
      'com.docker.swarm.service.name': service.name,
      'com.docker.swarm.task': '',
      'com.docker.swarm.task.id': taskId(shown.task),
      'com.docker.swarm.task.name': name,
      ...labelsIn(spec),
    };
    return [{ id: taskContainerId(shown.task), name, labels, spec, shown }];
  });
}

function list(asked: Asked, world: EngineWorld): EngineReply {
  const filters = filtersIn(asked, [
    'id',
    'name',
    'label',
    'status',
    'health',
    'exited',
    'ancestor',
    'is-task',
    'network',
    'volume',
  ]);
  const all = isTrue(asked.query.get('all')) || filters.has('status') || filters.has('exited');
  const found = containersHere(world).filter(
    ({ id, name, labels, shown, spec }) =>
      (all || shown.state === 'running') &&
      passes(filters, 'id', (value) => id.startsWith(value)) &&
      passes(filters, 'name', (value) => name.includes(value.replace(/^\/|^\^\/?|\$$/g, ''))) &&
      passes(filters, 'status', (value) => shown.state === value) &&
      passes(filters, 'health', (value) => (shown.health ?? 'none') === value) &&
      passes(filters, 'exited', (value) => shown.state === 'exited' && String(shown.exitCode) === value) &&
      passes(filters, 'ancestor', (value) => textIn(spec, 'Image') === value) &&
      passes(filters, 'is-task', isTrue) &&
      hasLabels(filters, labels),
  );
  return json(found.map((container) => listed(world, container)));
}

function listed({ ledger }: EngineWorld, { id, name, labels, spec, shown }: Container): JsonObject {
  const health =
    shown.health === null || shown.state !== 'running'
      ? ''
      : ` (${shown.health === 'starting' ? 'health: starting' : shown.health})`;
  const status = { created: 'Created', running: `Up${health}`, exited: `Exited (${shown.exitCode})` }[shown.state];
  return {
    Id: id,
    Names: [`/${name}`],
    Image: textIn(spec, 'Image'),
    ImageID: `sha256:${containerId('image', textIn(spec, 'Image'))}`,
    Command: commandOf(spec).join(' '),
    Created: Math.floor((ledger.epochMs + (shown.startedAtMs ?? shown.changedAtMs)) / 1_000),
    Ports: [],
    Labels: labels,
    State: shown.state,
    Status: status,
    HostConfig: { NetworkMode: 'default' },
    NetworkSettings: { Networks: {} },
    Mounts: [],
  };
}

function commandOf(spec: JsonObject): readonly string[] {
  const both = [spec['Command'], spec['Args']].flatMap((part) =>
    Array.isArray(part) ? (part as readonly unknown[]) : [],
  );
  return both.filter((word): word is string => typeof word === 'string');
}

function inspected({ ledger }: EngineWorld, { id, name, labels, spec, shown }: Container): JsonObject {
  const at = (ms: number | null): string => (ms === null ? ZERO_INSTANT : instantText(ledger.epochMs, ms));
  const isOver = shown.state === 'exited';
  const [path = '', ...args] = commandOf(spec);
  return {
    Id: id,
    Created: at(shown.startedAtMs ?? shown.changedAtMs),
    Path: path,
    Args: args,
    State: {
      Status: shown.state,
      Running: shown.state === 'running',
      Paused: false,
      Restarting: false,
      OOMKilled: shown.oomKilled,
      Dead: false,
      Pid: shown.state === 'running' ? 1_000 + shown.task : 0,
      ExitCode: shown.exitCode,
      Error: '',
      StartedAt: at(shown.startedAtMs),
      FinishedAt: at(isOver ? shown.changedAtMs : null),
      ...(shown.health === null
        ? {}
        : { Health: { Status: shown.health, FailingStreak: shown.health === 'unhealthy' ? 3 : 0, Log: [] } }),
    },
    Image: `sha256:${containerId('image', textIn(spec, 'Image'))}`,
    Name: `/${name}`,
    RestartCount: 0,
    Driver: 'simulated',
    Platform: 'linux',
    HostConfig: { NetworkMode: 'default', RestartPolicy: { Name: '', MaximumRetryCount: 0 } },
    Mounts: [],
    Config: {
      Image: textIn(spec, 'Image'),
      Cmd: [...commandOf(spec)],
      Env: Array.isArray(spec['Env']) ? spec['Env'] : [],
      Labels: labels,
      Tty: spec['TTY'] === true,
    },
    NetworkSettings: { Networks: {} },
  };
}
