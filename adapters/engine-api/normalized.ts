import { isObject, numberIn, objectIn, type Json, type JsonObject } from './documents.ts';

/** A spec as the engine shows it again: moby's conversions fill in some fields, and leave out what means nothing. */
export function normalized(document: JsonObject): JsonObject {
  const task = objectIn(document, 'TaskTemplate');
  const container = objectIn(task, 'ContainerSpec');
  const endpoint = document['EndpointSpec'];
  const mode = objectIn(document, 'Mode');
  return without({
    ...document,
    Labels: objectIn(document, 'Labels'),
    TaskTemplate: without({
      ...task,
      ContainerSpec: without({ ...container, Isolation: container['Isolation'] ?? 'default' }),
      Resources: task['Resources'] ?? {},
      Placement: task['Placement'] ?? {},
      ForceUpdate: numberIn(task, 'ForceUpdate'),
      Runtime: task['Runtime'] ?? 'container',
    }),
    Mode: isObject(mode['Global']) ? mode : { Replicated: { Replicas: 1, ...without(objectIn(mode, 'Replicated')) } },
    ...(isObject(endpoint) ? { EndpointSpec: { Mode: 'vip', ...endpoint } } : {}),
  });
}

/** Without entries that are null. */
function without(document: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(document).filter((entry): entry is [string, Json] => entry[1] !== null && entry[1] !== undefined),
  );
}
