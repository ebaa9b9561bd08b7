import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDocker } from '#adapters/docker/docker-client.js';
import { liveSwarm } from '#adapters/docker/live-swarm.js';
import { resolveEndpoint } from '#adapters/docker/resolve-endpoint.js';
import { listen } from '#adapters/engine-api/listen.js';
import { simulatedEngine, type EngineReply } from '#adapters/engine-api/simulated-engine.js';
import { served, withCommand } from '../adapters/engine-api/served.ts';
import { CONTRACT, swarmPortContract, type Fate, type Rig } from './swarm-port-contract.ts';

/** A question comes up to so much later than the one before. */
const LATEST_MS = 400;

const NO_LEADER = { message: 'rpc error: code = Unknown desc = The swarm does not have a leader.' };

/** The Docker client as it is, over the simulated engine: dockerode, a socket, JSON both ways. */
async function rig(fate: Fate): Promise<Rig> {
  const { base, head, replicas } = CONTRACT;
  // The rollback's config is the engine's own: the file says none.
  const engine = served({
    overrides: [`base_stamp=${base}`, `replicas=${replicas}`],
    heads: [fate === 'good' ? 'good' : 'dies:100ms..900ms:3'],
  });
  const folder = mkdtempSync(join(tmpdir(), 'sim-contract-'));
  const path = join(folder, 'docker.sock');
  let silent = false;
  const listener = await listen({
    at: { kind: 'unix', path },
    answer: (request): Promise<EngineReply> => {
      if (silent) return Promise.resolve({ status: 500, headers: {}, body: JSON.stringify(NO_LEADER) });
      if (simulatedEngine.looks(request)) engine.runToLook(0, LATEST_MS);
      return Promise.resolve(simulatedEngine.handle(request, engine.world));
    },
  });
  const client = await openDocker({ endpoint: resolveEndpoint({ host: `unix://${path}` }, {}), env: {} });
  const port = await liveSwarm({ client, stack: 'demo' });
  return {
    port,
    deploy: () => {
      const { Version, Spec } = engine.get('/services/demo_app');
      const labels = { ...Spec.Labels, 'coop-cloud.demo.chaos-version': head };
      engine.ask('POST', `/services/demo_app/update?version=${Version.Index}`, {
        ...withCommand(Spec, 'head'),
        Labels: labels,
      });
    },
    silence: () => void (silent = true),
    close: async () => {
      client.close();
      await listener.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

swarmPortContract('a served engine', rig);
