import { isObject, numberIn, objectIn, textIn, type Json, type JsonObject } from './documents.ts';

/** A spec as the engine shows it again: moby's conversions fill in some fields, and leave out what means nothing. */
export function normalized(document: JsonObject, networkId: (reference: string) => string): JsonObject {
  const task = objectIn(document, 'TaskTemplate');
  const container = objectIn(task, 'ContainerSpec');
  const endpoint = document['EndpointSpec'];
  const mode = objectIn(document, 'Mode');
  return bare({
    ...document,
    Labels: objectIn(document, 'Labels'),
    TaskTemplate: bare({
      ...task,
      ContainerSpec: bare({ ...container, Isolation: container['Isolation'] ?? 'default' }),
      ...part(task, 'RestartPolicy', { Condition: 'any', MaxAttempts: 0 }),
      Placement: task['Placement'] ?? {},
      ...networksIn(task, networkId),
      ForceUpdate: numberIn(task, 'ForceUpdate'),
      Runtime: task['Runtime'] ?? 'container',
    }),
    Mode: isObject(mode['Global']) ? mode : { Replicated: { Replicas: 1, ...bare(objectIn(mode, 'Replicated')) } },
    ...part(document, 'UpdateConfig', PACE),
    ...part(document, 'RollbackConfig', PACE),
    ...(isObject(endpoint) ? { EndpointSpec: { Mode: 'vip', ...endpoint } } : {}),
  });
}

const PACE = { Parallelism: 0, FailureAction: 'pause', MaxFailureRatio: 0, Order: 'stop-first' };

/** A config that is there has these fields at least; what is empty counts as not given. */
function part(of: JsonObject, key: string, standard: JsonObject): JsonObject {
  const value = of[key];
  if (!isObject(value)) return {};
  return {
    [key]: { ...standard, ...Object.fromEntries(Object.entries(bare(value)).filter((entry) => entry[1] !== '')) },
  };
}

/** moby daemon/cluster populateNetworkID: a network by whatever it was called is kept by its id. */
function networksIn(task: JsonObject, networkId: (reference: string) => string): JsonObject {
  const networks = task['Networks'];
  if (!Array.isArray(networks)) return {};
  const known = (networks as readonly Json[]).map((network) =>
    isObject(network) ? { ...network, Target: networkId(textIn(network, 'Target')) } : network,
  );
  return { Networks: known };
}

/** Without entries that are null. */
function bare(document: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(document).filter((entry): entry is [string, Json] => entry[1] !== null && entry[1] !== undefined),
  );
}
