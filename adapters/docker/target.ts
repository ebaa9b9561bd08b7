import * as http from 'node:http';
import * as https from 'node:https';
import type { Endpoint } from './resolve-endpoint.ts';
import { sshConnection } from './ssh-connection.ts';
import type { Environment } from './tls-material.ts';

/** What node's `request` has to be told to reach an engine. */
export type Target = http.RequestOptions & { readonly send: typeof http.request; readonly agent: http.Agent };

export function targetOf({ host, tls }: Endpoint, env: Environment, { keepAlive = true } = {}): Target {
  const options = { keepAlive, maxSockets: 4 };
  const send = http.request;
  switch (host.kind) {
    case 'socket':
      return { send, agent: new http.Agent(options), socketPath: host.path };
    case 'tcp': {
      const address = { host: host.host, port: host.port };
      if (tls === null) return { send, agent: new http.Agent(options), ...address };
      const { ca, cert, key, verify } = tls;
      const material = { ...(ca && { ca }), ...(cert && key && { cert, key }), rejectUnauthorized: verify };
      return { send: https.request, agent: new https.Agent({ ...options, ...material }), ...address };
    }
    case 'ssh': {
      const agent = new http.Agent({ ...options, maxSockets: 1 });
      // One connection, kept: not one a request, as docker-modem's own ssh has it.
      return {
        send,
        agent: Object.assign(agent, { createConnection: () => sshConnection(host, env) }),
        host: 'docker',
      };
    }
  }
}
