import { defineConfig } from 'vitest/config';

const underCi = process.env['CI'] === 'true';

/** Only `source`: naming vite's own conditions as well would make it inline xstate, twice. */
const fromSource = { resolve: { conditions: ['source'] }, ssr: { resolve: { conditions: ['source'] } } };

export default defineConfig({
  // What is covered is told of sources.
  ...(process.argv.includes('--coverage') ? fromSource : {}),
  test: {
    // What is tested is what is shipped, loaded by node itself: vitest's own form of a module makes a search five times as slow.
    globalSetup: ['test/build.ts'],
    server: { deps: { external: [/\/dist\//] } },
    projects: [
      {
        extends: true,
        test: {
          name: 'sim',
          include: ['test/**/*.test.ts'],
          exclude: ['test/live/**', 'test/clients/**', 'test/**/*.mocked.test.ts'],
        },
      },
      {
        extends: true,
        // A stand-in takes the place of a source only.
        ...fromSource,
        test: { name: 'mocked', include: ['test/**/*.mocked.test.ts'] },
      },
      {
        extends: true,
        // What is put to the test there are processes, as many as there are cores: one file after another, when nothing else runs.
        test: {
          name: 'clients',
          include: ['test/clients/**/*.test.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        // One engine, one file after another, and when nothing else runs: what is timed there is a real machine.
        test: {
          name: 'live',
          include: ['test/live/**/*.test.ts'],
          globalSetup: ['test/live/start-engine.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
    setupFiles: ['test/setup.ts'],
    // vitest would leave one core idle.
    maxWorkers: '100%',
    // Generous: a test that is slow on a loaded machine is no failure, one that hangs is found all the same.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    reporters: underCi ? ['default', 'junit', 'json'] : ['default'],
    outputFile: { junit: 'reports/junit.xml', json: 'reports/vitest.json' },
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts', 'model/**/*.ts', 'properties/**/*.ts', 'adapters/**/*.ts'],
    },
  },
});
