import { SimError } from '../../errors.ts';
import type { Capture } from '../../scenario/capture-file.ts';
import { endpointOf } from '../endpoint-options.ts';
import type { Io } from '../io.ts';
import type { Connect, LiveStack, SwarmRequest } from './connect.ts';
import type { StackOptions } from './options.ts';

/** The stack that the options name. The docker adapter is loaded when it is wanted: most verbs never do. */
export function connectTo(options: StackOptions & { readonly healthUrl?: string }, io: Io): Promise<LiveStack> {
  const { stack, service, healthUrl } = options;
  const connect = io.connect ?? connectToDocker;
  return connect({ endpoint: endpointOf(options), stack, service, healthUrl, env: io.env, signal: io.signal });
}

const connectToDocker: Connect = async ({ endpoint, stack, service, healthUrl, env, signal }: SwarmRequest) => {
  const [{ resolveEndpoint }, { openDocker }, { liveSwarm }, { answerOf }] = await Promise.all([
    import('#adapters/docker/resolve-endpoint.js'),
    import('#adapters/docker/docker-client.js'),
    import('#adapters/docker/live-swarm.js'),
    import('#adapters/docker/tokens.js'),
  ]);
  const client = await openDocker({ endpoint: resolveEndpoint(endpoint, env), env, signal });
  const close = (): void => client.close();
  try {
    const app = service === undefined ? {} : { app: service };
    const health = healthUrl === undefined ? {} : { healthUrl };
    const swarm = await liveSwarm({ client, stack, signal, ...app, ...health });
    const id = swarmId(await client.info().catch(() => null));
    const capture = async (): Promise<Capture['services']> => {
      const services: Capture['services'] = [];
      for (const [index, name] of swarm.services.entries()) {
        const seen = await swarm.look('inspect', index);
        const listed = await swarm.look('list', index);
        if (seen.read !== 'inspect' || listed.read !== 'list') {
          throw noCapture(stack, seen.read === 'error' ? seen.message : listed.read === 'error' ? listed.message : '');
        }
        services.push({ name, service: seen.service, tasks: [...listed.tasks] });
      }
      return services;
    };
    const told: LiveStack['told'] = (captured) => {
      const nowMs = swarm.nowMs();
      return answerOf({ ...captured, askedMs: nowMs, answeredMs: nowMs }, swarm.tokens);
    };
    return { ...swarm, swarm: id, capture, told, close };
  } catch (error) {
    close();
    throw error;
  }
};

/** GET /info, Swarm.Cluster.ID: a manager's only. */
function swarmId(info: { readonly Swarm: object } | null): string | null {
  const cluster: unknown = info !== null && 'Cluster' in info.Swarm ? info.Swarm.Cluster : null;
  if (typeof cluster !== 'object' || cluster === null || !('ID' in cluster)) return null;
  return typeof cluster.ID === 'string' && cluster.ID !== '' ? cluster.ID : null;
}

function noCapture(stack: string, message: string): SimError {
  return new SimError({
    code: 'docker.unreachable',
    where: `--stack ${stack}`,
    what: `the stack cannot be captured (${message})`,
    remedy: 'Try again: nothing was written.',
  });
}
