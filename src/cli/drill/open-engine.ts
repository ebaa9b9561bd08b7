import { openDocker } from '#adapters/docker/docker-client.js';
import { drillClient } from '#adapters/docker/drill-client.js';
import { RequestError } from '#adapters/docker/request-error.js';
import { requireManager } from '#adapters/docker/require-manager.js';
import { resolveEndpoint } from '#adapters/docker/resolve-endpoint.js';
import { SimError } from '../../errors.ts';
import type { OpenDrill } from './drill-engine.ts';

/** Finds the engine, makes sure that it is a manager, and only then takes hold of what can write to it. */
export const openEngine: OpenDrill = async ({ endpoint: options, env, signal, prefix }) => {
  const endpoint = resolveEndpoint(options, env);
  const reader = await openDocker({ endpoint, env, signal });
  try {
    const info = await requireManager(reader);
    const { apiVersion, place } = reader;
    return {
      ...drillClient({ endpoint, env, apiVersion, prefix }),
      place,
      version: info.ServerVersion,
      node: info.Swarm.NodeID,
      limitsMemory: info['MemoryLimit'] === true,
    };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    throw new SimError({
      code: 'docker.unreachable',
      where: reader.place,
      what: `the engine does not say whether it is a manager (${error.message})`,
      remedy: 'Try again when the swarm has a leader, or name another manager.',
      cause: error,
    });
  } finally {
    reader.close();
  }
};
