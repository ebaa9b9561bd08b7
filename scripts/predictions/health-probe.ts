import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';
import { MARK, type Engine } from './engine.ts';

export interface HealthProbe {
  readonly urlOf: (stack: string) => string;
  readonly close: () => Promise<void>;
}

const containers = z.array(z.looseObject({ State: z.string() }));

/**
 * The apps' health endpoints. One answers while any container of its stack runs, base or head, as truth-and-harness section 1 has
 * it: the node's own list of containers is asked, which knows of a death at once, and never the manager, which hears of it later.
 */
export async function healthProbe({ request }: Engine): Promise<HealthProbe> {
  const server = createServer((asked, response) => {
    const filters = JSON.stringify({ label: [`${MARK}=${(asked.url ?? '').slice(1)}`], status: ['running'] });
    request('GET', `/containers/json?filters=${encodeURIComponent(filters)}`).then(
      (found) => void response.writeHead(containers.parse(found).length > 0 ? 200 : 503).end(),
      () => void response.writeHead(503).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: (stack) => `http://127.0.0.1:${port}/${stack}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
