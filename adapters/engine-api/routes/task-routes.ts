import { taskDetails } from '#model/view-details.js';
import { TASK_STATES } from '#model/vocabulary.js';
import { labelsIn } from '../documents.ts';
import { badRequest } from '../engine-error.ts';
import type { EngineWorld } from '../engine-world.ts';
import { findNode, findService, findTask, taskName } from '../find.ts';
import { listTasks, taskId, taskJson } from '../json/task-json.ts';
import { json, type EngineReply } from '../replies.ts';
import { filtersIn, hasLabels, isTrue, passes, type Asked } from '../request.ts';
import type { Route } from './route.ts';

export const taskRoutes: readonly Route[] = [
  { method: 'GET', path: 'tasks', on: 'world', answer: list },
  {
    method: 'GET',
    path: 'tasks/:',
    on: 'world',
    answer: (_asked, world, reference) => json(taskJson(world, findTask(world, reference))),
  },
];

const FILTERS = ['service', 'name', 'id', 'node', 'label', 'desired-state', 'runtime', '_up-to-date'];

function list(asked: Asked, world: EngineWorld): EngineReply {
  const filters = filtersIn(asked, FILTERS);
  const services = filters.get('service')?.map((reference) => findService(world, reference));
  const nodes = filters.get('node')?.map((reference) => findNode(world, reference).id);
  for (const state of filters.get('desired-state') ?? []) {
    if (!TASK_STATES.some((name) => name === state)) throw badRequest(`invalid filter 'desired-state=${state}'`);
  }
  const upToDate = (filters.get('_up-to-date') ?? []).some(isTrue);
  // swarmkit ListTasks: the labels of the service, as they were when the task was created.
  const shown = listTasks(world, upToDate).filter((task) => {
    const { service, shown } = task;
    return (
      (services === undefined || services.includes(service)) &&
      (nodes === undefined || nodes.includes(shown.node)) &&
      passes(filters, 'id', (value) => taskId(shown.id).startsWith(value)) &&
      passes(filters, 'name', (value) => taskName(world, task).startsWith(value)) &&
      passes(filters, 'desired-state', (value) => shown.desired === value) &&
      passes(filters, 'runtime', (value) => value === 'container') &&
      hasLabels(filters, labelsIn(world.ledger.specs.documentAt(taskDetails(world.model, world.row, task.t).spec)))
    );
  });
  return json(shown.map((task) => taskJson(world, task)));
}
