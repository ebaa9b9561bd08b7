import { SimError } from '#src/errors.js';
import type { DockerClient } from './docker-client.ts';
import type { InfoPayload } from './payloads.ts';

/** Only a manager answers questions about services. */
export async function requireManager(client: DockerClient): Promise<InfoPayload> {
  const info = await client.info();
  const { LocalNodeState, ControlAvailable, Error: why = '' } = info.Swarm;
  if (LocalNodeState === 'active' && ControlAvailable) return info;
  if (LocalNodeState === 'active') {
    throw new SimError({
      code: 'docker.not-a-manager',
      where: client.place,
      what: 'this node is a worker of its swarm',
      remedy: 'Name the engine of a manager.',
    });
  }
  throw new SimError({
    code: 'docker.no-swarm',
    where: client.place,
    what: `this engine is in no swarm that works: ${LocalNodeState}${why === '' ? '' : `, ${why}`}`,
    remedy: 'Name the engine of a manager, or run docker swarm init there.',
  });
}
