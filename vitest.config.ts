import { defineConfig } from 'vitest/config';

const underCi = process.env['CI'] === 'true';

export default defineConfig({
  // Only `source`: naming vite's own conditions as well would make it inline xstate, twice.
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'sim', include: ['test/**/*.test.ts'], exclude: ['test/live/**', 'test/clients/**'] },
      },
      {
        extends: true,
        // What is put to the test there are processes, as many as there are cores: one file after another, when nothing else runs.
        test: {
          name: 'clients',
          include: ['test/clients/**/*.test.ts'],
          globalSetup: ['test/clients/build.ts'],
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
