import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { badEndpoint } from './bad-endpoint.ts';

/** What a TLS connection is made with. */
export interface TlsMaterial {
  readonly ca: Buffer | null;
  readonly cert: Buffer | null;
  readonly key: Buffer | null;
  readonly verify: boolean;
}

/** The docker CLI's options of these names. */
export interface TlsOptions {
  readonly tls?: boolean;
  readonly tlsverify?: boolean;
  readonly tlscacert?: string;
  readonly tlscert?: string;
  readonly tlskey?: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** docker/cli flags/options.go SetDefaultOptions: null when TLS is not asked for. --tlsverify=false asks for it as well. */
export function tlsFromOptions(options: TlsOptions, env: Environment, configFolder: string): TlsMaterial | null {
  const verify = options.tlsverify ?? isSet(env, 'DOCKER_TLS_VERIFY');
  const asked = options.tlsverify !== undefined || verify || (options.tls ?? isSet(env, 'DOCKER_TLS'));
  if (!asked) return null;
  const named = env['DOCKER_CERT_PATH'] ?? '';
  const folder = named === '' ? configFolder : named;
  // The CLI reads the CA even where nothing is verified, and the other two only where they are there or were named.
  const [ca, cert, key] = [join(folder, 'ca.pem'), join(folder, 'cert.pem'), join(folder, 'key.pem')];
  return {
    ca: read(options.tlscacert ?? ca),
    cert: options.tlscert === undefined && !existsSync(cert) ? null : read(options.tlscert ?? cert),
    key: options.tlskey === undefined && !existsSync(key) ? null : read(options.tlskey ?? key),
    verify,
  };
}

/** docker/cli context/tlsdata.go and docker/load.go: null when the context has no material and does not say to skip. */
export function tlsFromFolder(folder: string, skipVerify: boolean): TlsMaterial | null {
  const file = (name: string): Buffer | null => (existsSync(join(folder, name)) ? read(join(folder, name)) : null);
  if (!existsSync(folder) && !skipVerify) return null;
  return { ca: file('ca.pem'), cert: file('cert.pem'), key: file('key.pem'), verify: !skipVerify };
}

export const isSet = (env: Environment, name: string): boolean => (env[name] ?? '') !== '';

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw badEndpoint(path, 'this file of TLS material cannot be read', cause);
  }
}
