import { showNodes, type NodeShown } from '#model/view.js';
import type { JsonObject } from '../documents.ts';
import type { EngineWorld } from '../engine-world.ts';
import { instantText } from '../instants.ts';
import { ENGINE_VERSION } from '../replies.ts';
import { nodeId } from './task-json.ts';

export const hostName = (node: number): string => `sim-${node}`;

export function listNodes({ model, row }: EngineWorld): readonly NodeShown[] {
  const pool = Array.from({ length: model.nodes }, (): NodeShown => ({ id: 0, down: false, availability: 'active' }));
  const nodes: NodeShown[] = [];
  showNodes(model, row, pool, nodes);
  return nodes;
}

/** A node as `GET /nodes` shows it. The first is the manager. */
export function nodeJson({ model, ledger }: EngineWorld, { id, down, availability }: NodeShown): JsonObject {
  const at = instantText(ledger.epochMs, 0);
  const address = `10.99.0.${id}`;
  return {
    ID: nodeId(id),
    Version: { Index: 1 },
    CreatedAt: at,
    UpdatedAt: at,
    Spec: { Labels: {}, Role: id === 1 ? 'manager' : 'worker', Availability: availability },
    Description: {
      Hostname: hostName(id),
      Platform: { Architecture: 'x86_64', OS: 'linux' },
      Resources: { NanoCPUs: 2_000_000_000, MemoryBytes: model.scenario.host.memoryMb * 1_048_576 },
      Engine: { EngineVersion: ENGINE_VERSION, Plugins: [] },
    },
    Status: { State: down ? 'down' : 'ready', Addr: address },
    ...(id === 1 ? { ManagerStatus: { Leader: true, Reachability: 'reachable', Addr: `${address}:2377` } } : {}),
  };
}
