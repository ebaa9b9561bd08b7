import type { Answer, SwarmPort } from '../../port/swarm-port.ts';

export type Measured =
  | { readonly kind: 'stack'; readonly slots: number; readonly nodes: number }
  | { readonly kind: 'silent'; readonly message: string; readonly answered: boolean };

/** Room for a service that is scaled, or that keeps dying, while it is watched. */
const SPARE = 16;

/** How large the stack is, so that a judge gets the memory that it needs; `observe` is told of each answer on the way. */
export async function measure(port: SwarmPort, observe: (service: number, answer: Answer) => void): Promise<Measured> {
  let most = 0;
  let nodes = 0;
  let answered = false;
  for (let service = 0; service < port.services.length; service++) {
    for (const read of service === 0 ? (['nodes', 'inspect', 'list'] as const) : (['inspect', 'list'] as const)) {
      const answer = await port.ask(read, service);
      if (answer.read === 'error') return { kind: 'silent', message: answer.message, answered };
      answered = true;
      observe(service, answer);
      if (answer.read === 'nodes') nodes = answer.nodes.length;
      if (answer.read === 'inspect') most = Math.max(most, answer.service.replicas);
      if (answer.read === 'list') most = Math.max(most, answer.tasks.length);
    }
  }
  return { kind: 'stack', slots: 2 * Math.max(most, nodes) + SPARE, nodes };
}
