import type { Answer, Token } from '#src/port/swarm-port.js';
import type { Sighting, TaskSeen } from './sighting.ts';

/** What identities and instants of the engine are called by judges, whose memory is words of 32 bits. */
export interface Tokens {
  /** 0 is none. Numbers count up in the order in which identities come. */
  readonly of: (identity: string | null) => Token;
  /** Instant 0 of the port, in ms since 1970 of the engine's clock. */
  readonly originMs: number;
  /** Ms since the origin. An instant more than 24 days off is put at that distance: only its order matters then. */
  readonly instant: (engineMs: number) => number;
}

/** A little less than a word holds, whose least value means "never". */
const FURTHEST_MS = 2_147_000_000;

export function tokens(originMs: number): Tokens {
  const known = new Map<string, Token>();
  return {
    originMs,
    of: (identity) => {
      if (identity === null) return 0;
      const token = known.get(identity) ?? known.size + 1;
      known.set(identity, token);
      return token;
    },
    instant: (engineMs) => Math.min(FURTHEST_MS, Math.max(-FURTHEST_MS, Math.floor(engineMs - originMs))),
  };
}

/** A sighting as judges are told it. */
export function answerOf(sighting: Sighting, table: Tokens): Answer {
  const { askedMs, answeredMs } = sighting;
  switch (sighting.read) {
    case 'inspect': {
      const { startedAtMs, ...service } = sighting.service;
      const startedAt = startedAtMs === null ? null : table.instant(startedAtMs);
      const containerSpec = table.of(service.containerSpec);
      return { read: 'inspect', askedMs, answeredMs, service: { ...service, containerSpec, startedAtMs: startedAt } };
    }
    case 'list':
    case 'up-to-date':
      return { read: sighting.read, askedMs, answeredMs, tasks: sighting.tasks.map((task) => taskView(task, table)) };
    case 'nodes': {
      const nodes = sighting.nodes.map(({ id, ...node }) => ({ id: table.of(id), ...node }));
      return { read: 'nodes', askedMs, answeredMs, nodes };
    }
    case 'replicas':
    case 'health':
    case 'error':
      return sighting;
  }
}

function taskView({ id, slot, containerSpec, container, node, createdAtMs, ...task }: TaskSeen, table: Tokens) {
  const [idToken, nodeToken] = [table.of(id), table.of(node)];
  return {
    ...task,
    id: idToken,
    // A global service's tasks have no slot: their node stands for it.
    slot: slot ?? nodeToken,
    containerSpec: table.of(containerSpec),
    container: table.of(container),
    node: nodeToken,
    createdAtMs: table.instant(createdAtMs),
  };
}
