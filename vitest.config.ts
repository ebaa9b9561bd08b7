import { defineConfig } from 'vitest/config';

const underCi = process.env['CI'] === 'true';

export default defineConfig({
  // Only `source`: naming vite's own conditions as well would make it inline xstate, twice.
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: ['test/**/*.test.ts'],
    // Tests against a real Swarm are asked for by name; they never run by default.
    exclude: ['test/live/**'],
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
