import { createServer } from 'node:http';

export interface HealthListener {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** The app's own address, on loopback: 200 while a running task is reached, 503 as a proxy says it when there is none. */
export async function listenForHealth(isHealthy: () => boolean | Promise<boolean>): Promise<HealthListener> {
  const server = createServer((request, response) => {
    request.resume();
    void Promise.resolve()
      .then(isHealthy)
      .then(
        (healthy) => {
          response.writeHead(healthy ? 200 : 503, { 'Content-Type': 'text/plain; charset=utf-8' });
          response.end(healthy ? 'ok\n' : 'no task answers\n');
        },
        () => response.destroy(),
      );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0, backlog: 4_096 }, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
