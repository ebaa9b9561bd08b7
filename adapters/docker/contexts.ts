import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { badEndpoint } from './bad-endpoint.ts';
import { tlsFromFolder, type TlsMaterial } from './tls-material.ts';

const config = z.looseObject({ currentContext: z.string().optional() });
const metadata = z.looseObject({
  Endpoints: z.looseObject({
    docker: z.looseObject({ Host: z.string().optional(), SkipTLSVerify: z.boolean().optional() }),
  }),
});

/** `currentContext` of config.json; empty where there is none. A file that cannot be read is refused: it may name another engine. */
export function currentContext(configFolder: string): string {
  const file = join(configFolder, 'config.json');
  return existsSync(file) ? (decoded(config, file).currentContext ?? '') : '';
}

/** A context of the docker CLI's store (docker/cli context/store): its folders are named by the SHA-256 of its name. */
export function contextNamed(name: string, configFolder: string) {
  const digest = createHash('sha256').update(name).digest('hex');
  const file = join(configFolder, 'contexts', 'meta', digest, 'meta.json');
  if (!existsSync(file)) throw badEndpoint(`context "${name}"`, `there is no such context in ${configFolder}`);
  const { docker } = decoded(metadata, file).Endpoints;
  const material = join(configFolder, 'contexts', 'tls', digest, 'docker');
  const tls: TlsMaterial | null = tlsFromFolder(material, docker.SkipTLSVerify ?? false);
  return { host: docker.Host ?? '', tls };
}

function decoded<Shape>(shape: z.ZodType<Shape>, file: string): Shape {
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw badEndpoint(file, 'this file of the docker CLI cannot be read', cause);
  }
}
