import { describe } from 'vitest';
import { CONTRACT, swarmPortContract, type Fate, type Rig } from '../contract/swarm-port-contract.ts';
import { isMissing, swarmOf } from './engine.ts';
import { faultProxy } from './fault-proxy.ts';
import { SCRIPTS, stackWith } from './stack.ts';

async function rig(fate: Fate): Promise<Rig> {
  const { replicas, base, head } = CONTRACT;
  const stack = await stackWith({ script: SCRIPTS.good, stamp: base, replicas });
  const proxy = await faultProxy();
  const port = await swarmOf(stack.name, proxy.socket);
  const script = fate === 'good' ? SCRIPTS.goodToo : SCRIPTS.dies;
  return {
    port,
    deploy: () => stack.deploy({ script, stamp: head, replicas }),
    silence: proxy.silence,
    close: () => undefined,
  };
}

describe.skipIf(isMissing)('a live engine', () => swarmPortContract('a live engine', rig));
