import { homedir } from 'node:os';
import { join } from 'node:path';
import { badEndpoint } from './bad-endpoint.ts';
import { contextNamed, currentContext } from './contexts.ts';
import { defaultHost, parseHost, type Host } from './parse-host.ts';
import { isSet, tlsFromOptions, type Environment, type TlsMaterial, type TlsOptions } from './tls-material.ts';

export type { Environment } from './tls-material.ts';

/** Where an engine is, and how it is spoken to. */
export interface Endpoint {
  readonly host: Host;
  /** Null: without TLS. A socket and ssh:// never have it. */
  readonly tls: TlsMaterial | null;
  /** What named it, for people: an option, a variable, a context. */
  readonly from: string;
}

export interface EndpointOptions extends TlsOptions {
  readonly context?: string;
  readonly host?: string;
}

/** docker/cli command/cli.go DefaultContextName: not in the store; stands for options and environment. */
const DEFAULT_CONTEXT = 'default';

/** Which engine is meant, as docker/cli command/cli.go decides it (resolveContextName, getDockerEndPoint). */
export function resolveEndpoint(options: EndpointOptions, env: Environment): Endpoint {
  const folder = isSet(env, 'DOCKER_CONFIG') ? String(env['DOCKER_CONFIG']) : join(homeOf(env), '.docker');
  const wantsContext = (options.context ?? '') !== '';
  if (wantsContext && options.host !== undefined) throw badEndpoint('--context and -H', 'give one of them, not both');
  const { name, from } = contextOf(options, env, folder);
  if (name !== DEFAULT_CONTEXT) {
    const { host, tls } = contextNamed(name, folder);
    return secured(host === '' ? defaultHost(tls !== null) : parseHost(host, from), tls, from);
  }
  const tls = tlsFromOptions(options, env, folder);
  const [text, where] = options.host === undefined ? [env['DOCKER_HOST'] ?? '', 'DOCKER_HOST'] : [options.host, '-H'];
  if (text.trim() === '') return secured(defaultHost(tls !== null), tls, 'the default');
  return secured(parseHost(text.trim(), where), tls, where);
}

interface Named {
  readonly name: string;
  readonly from: string;
}

function contextOf({ context = '', host }: EndpointOptions, env: Environment, folder: string): Named {
  const named = (name: string): Named => ({ name, from: `context "${name}"` });
  if (context !== '') return named(context);
  if (host !== undefined || isSet(env, 'DOCKER_HOST')) return named(DEFAULT_CONTEXT);
  if (isSet(env, 'DOCKER_CONTEXT')) return named(String(env['DOCKER_CONTEXT']));
  const current = currentContext(folder);
  return named(current === '' ? DEFAULT_CONTEXT : current);
}

/** docker/cli context/docker/load.go ClientOpts: TLS is for tcp:// alone. */
function secured(host: Host, tls: TlsMaterial | null, from: string): Endpoint {
  return { host, tls: host.kind === 'tcp' ? tls : null, from };
}

const homeOf = (env: Environment): string => (isSet(env, 'HOME') ? String(env['HOME']) : homedir());

/** What stands before every path of a request. */
export const prefixOf = ({ host }: Endpoint): string => (host.kind === 'tcp' ? host.prefix : '');

/** The endpoint as a person would write it. */
export function placeOf({ host, tls }: Endpoint): string {
  switch (host.kind) {
    case 'socket':
      return `unix://${host.path}`;
    case 'tcp':
      return `tcp://${host.host}:${host.port}${host.prefix}${tls === null ? '' : ' (TLS)'}`;
    case 'ssh':
      return `ssh://${host.user === null ? '' : `${host.user}@`}${host.host}${host.port === null ? '' : `:${host.port}`}`;
  }
}
