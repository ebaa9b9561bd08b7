import { createModel } from '#model/index.js';
import { simulatedSwarm, SIMULATED_CODES } from '#adapters/simulator/simulated-swarm.js';
import { prng } from '#src/explore/prng.js';
import { discreteEvent } from '#src/explore/schedulers/discrete-event.js';
import { scenarioFromCompose } from '#src/scenario/from-compose.js';
import { CONTRACT, swarmPortContract, type Fate, type Rig } from './swarm-port-contract.ts';

const compose = (fate: Fate): string => `
services:
  app:
    image: busybox
    deploy:
      replicas: ${CONTRACT.replicas}
      labels: { coop-cloud.demo.chaos-version: ${CONTRACT.base} }
      update_config: { parallelism: 1, delay: 100ms, monitor: 2s, failure_action: rollback, order: start-first }
    x-sim:
      head: ${fate === 'good' ? 'good' : 'dies:100ms..900ms:3'}
      base_stamp: ${CONTRACT.base}
      head_stamp: ${CONTRACT.head}
      moves: none
`;

function rig(seed: number, fate: Fate): Promise<Rig> {
  const { scenario } = scenarioFromCompose({ text: compose(fate), file: 'contract.yml', environment: {} });
  let silent = false;
  const port = simulatedSwarm({
    model: createModel(scenario),
    scheduler: discreteEvent(prng(seed), SIMULATED_CODES),
    silent: () => (silent ? 'the simulated engine is silent' : null),
  });
  const silence = (): void => void (silent = true);
  return Promise.resolve({ port, deploy: port.deploy, silence, close: () => undefined });
}

for (const seed of [1, 2, 3]) swarmPortContract(`the simulator, seed ${seed}`, (fate) => rig(seed, fate));
