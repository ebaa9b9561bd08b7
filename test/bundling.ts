// What bundles of this project's own source are made with, some of its files being other than on disk.
import { build, type BuildOptions, type Plugin, type PluginBuild } from 'esbuild';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** One script of source, in memory. */
export const IN_ONE_SCRIPT = {
  bundle: true,
  write: false,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  conditions: ['source'],
} as const satisfies BuildOptions;

/** Serves texts, by path, in place of what is on disk; `more` of the same plugin. */
export function inPlaceOf(texts: ReadonlyMap<string, string>, more?: (loading: PluginBuild) => void): Plugin {
  return {
    name: 'in place of what is on disk',
    setup(loading) {
      more?.(loading);
      loading.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const contents = texts.get(path);
        return contents === undefined ? undefined : { contents, loader: 'ts' };
      });
    },
  };
}

/**
 * Writes a module, by its path from the project's root, as one script of JavaScript, which worker threads can load; what it imports of
 * this project is what is shipped. Its address.
 */
export async function writeModule(path: string, outfile: string): Promise<string> {
  const entry = fileURLToPath(new URL(`../${path}`, import.meta.url));
  await build({ entryPoints: [entry], outfile, bundle: true, format: 'esm', platform: 'node' });
  return pathToFileURL(outfile).href;
}
