import { SimError } from '#src/errors.js';

/** Where an engine may listen: a socket of the file system, or a port of this machine's own. Nothing else can reach it. */
export type ListenAt =
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'loopback'; readonly host: '127.0.0.1' | '::1'; readonly port: number };

const LONGEST_PATH = 107;

/** "unix:///path" or "tcp://127.0.0.1:PORT"; port 0 is one that is free. `where` is what gave it. */
export function parseListenAt(text: string, where: string): ListenAt {
  const [, path] = /^unix:\/\/(\/.+)$/.exec(text) ?? [];
  if (path !== undefined) {
    if (Buffer.byteLength(path) <= LONGEST_PATH) return { kind: 'unix', path };
    throw refused(where, `the path of a socket has ${LONGEST_PATH} bytes at most`);
  }
  const [, name = '', digits = ''] = /^tcp:\/\/(.+):(\d{1,5})$/.exec(text) ?? [];
  const host = LOOPBACK[name];
  const port = Number(digits);
  if (host !== undefined && port <= 65_535) return { kind: 'loopback', host, port };
  const isElsewhere = text.startsWith('tcp://') && host === undefined;
  throw refused(
    where,
    isElsewhere ? `"${text}" can be reached from elsewhere, or is no address` : `"${text}" is no address`,
  );
}

const LOOPBACK: Readonly<Record<string, '127.0.0.1' | '::1'>> = {
  localhost: '127.0.0.1',
  '127.0.0.1': '127.0.0.1',
  '[::1]': '::1',
};

function refused(where: string, what: string): SimError {
  const remedy =
    'Give unix:///path/to/socket or tcp://127.0.0.1:PORT: anybody who reaches a Docker engine commands it.';
  return new SimError({ code: 'usage.bad-value', where, what, remedy });
}
