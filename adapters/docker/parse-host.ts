import { badEndpoint } from './bad-endpoint.ts';

/** A host as the docker CLI understands it: docker/cli opts/hosts.go, and connhelper/ssh/ssh.go for ssh://. */
export type Host =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly prefix: string }
  | {
      readonly kind: 'ssh';
      readonly host: string;
      readonly user: string | null;
      readonly port: string | null;
      /** Of the socket on the far side; null: the default one. */
      readonly socket: string | null;
    };

const DEFAULT_SOCKET = '/var/run/docker.sock';
const DEFAULT_PIPE = '//./pipe/docker_engine';
const DEFAULT_HOST = 'localhost';
const DEFAULT_PORT = '2375';

/** `where` names the option or the variable that the text comes from. */
export function parseHost(text: string, where: string): Host {
  const cut = text.indexOf('://');
  const scheme = cut < 0 ? 'tcp' : text.slice(0, cut);
  const address = cut < 0 ? text : text.slice(cut + 3);
  if (address.includes('://')) throw badEndpoint(where, `"${text}" has two schemes`);
  switch (scheme) {
    case 'tcp':
      return parseTcp(address, where);
    case 'unix':
      return { kind: 'socket', path: address === '' ? DEFAULT_SOCKET : address };
    case 'npipe':
      return { kind: 'socket', path: address === '' ? DEFAULT_PIPE : address };
    case 'ssh':
      return parseSsh(text, where);
    default:
      throw badEndpoint(where, `"${text}" is no address of an engine: unix://, tcp://, ssh:// or npipe://`);
  }
}

/** opts/hosts.go ParseHost: no host at all is the default socket, or the default TLS address once TLS is asked for. */
export function defaultHost(tls: boolean): Host {
  return tls ? { kind: 'tcp', host: DEFAULT_HOST, port: 2376, prefix: '' } : { kind: 'socket', path: DEFAULT_SOCKET };
}

function parseTcp(address: string, where: string): Host {
  const slash = address.indexOf('/');
  const authority = slash < 0 ? address : address.slice(0, slash);
  const found = /^(?<host>\[[^\]]*\]|[^:]*)(?::(?<port>\d*))?$/.exec(authority)?.groups;
  if (found === undefined) throw badEndpoint(where, `"tcp://${address}" has no host and port that can be read`);
  const [host = '', port = ''] = [found['host'], found['port']];
  return {
    kind: 'tcp',
    host: host === '' ? DEFAULT_HOST : host.replace(/^\[|\]$/g, ''),
    port: Number(port === '' ? DEFAULT_PORT : port),
    prefix: slash < 0 ? '' : address.slice(slash).replace(/\/+$/, ''),
  };
}

function parseSsh(text: string, where: string): Host {
  if (!URL.canParse(text)) throw badEndpoint(where, `"${text}" cannot be read as an ssh:// address`);
  const url = new URL(text);
  if (url.password !== '') throw badEndpoint(where, 'an ssh:// address may not hold a password');
  if (url.hostname === '') throw badEndpoint(where, 'the ssh:// address names no host');
  if (url.search !== '' || url.hash !== '') throw badEndpoint(where, 'an ssh:// address has no query and no fragment');
  return {
    kind: 'ssh',
    host: url.hostname.replace(/^\[|\]$/g, ''),
    user: url.username === '' ? null : decodeURIComponent(url.username),
    port: url.port === '' ? null : url.port,
    socket: url.pathname.replaceAll('/', '') === '' ? null : decodeURIComponent(url.pathname),
  };
}
