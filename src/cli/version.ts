import { createRequire } from 'node:module';

/** The version in package.json, found through the package's own name from the sources and from dist alike. */
export function version(): string {
  const manifest = createRequire(import.meta.url)('sim-swarm/package.json') as { readonly version: string };
  return manifest.version;
}
