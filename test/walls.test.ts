import { describe, expect, test } from 'vitest';
import { violationsIn } from './walls/check.ts';
import { machineFoldersIn } from './walls/machine-folders.ts';
import { textFiles, typeScriptFiles } from './walls/repository.ts';

describe('the walls of this repository', () => {
  const sources = typeScriptFiles();

  test('more than 20 files are scanned, in every folder that cannot be empty', () => {
    expect(sources.length).toBeGreaterThan(20);
    const roots = new Set(sources.map(({ path }) => path.split('/')[0]));
    expect([...roots]).toEqual(expect.arrayContaining(['model', 'properties', 'src', 'test']));
  });

  test('every file imports only what its folder may, and keeps the habits', () => {
    expect(sources.flatMap(violationsIn)).toEqual([]);
  });

  test('no file names a folder of one machine', () => {
    expect(textFiles().flatMap(machineFoldersIn)).toEqual([]);
  });
});

/** [file, what it says, the violation] */
type Bad = readonly [path: string, text: string, violation: RegExp];

const forbiddenImports: readonly Bad[] = [
  ['src/errors.ts', `import { Row } from './layout/layout.ts';`, /src\/errors\.ts may import only nothing/],
  ['src/layout/row.ts', `import { SimError } from '../errors.ts';`, /src\/layout\/ may import only its own files/],
  ['model/swarm.ts', `import { setup } from 'xstate';`, /model\/swarm\.ts imports xstate: model\/ may import only/],
  ['model/actors/agent.ts', `import type { Rule } from '#src/assertions/judge.js';`, /model\/ may import only/],
  ['model/swarm.ts', `import { readFileSync } from 'node:fs';`, /imports node:fs/],
  ['model/machines/task-life.ts', `import fc from 'fast-check';`, /model\/machines\/ may import only .*xstate/],
  ['src/explore/prove.ts', `import { take } from '#model/swarm.js';`, /src\/explore\/ may import only/],
  ['src/explore/prove.ts', `import { pool } from './workers/pool.ts';`, /src\/explore\/ may import only/],
  ['src/explore/workers/pool.ts', `import { cpus } from 'node:fs';`, /workers\/ may import only .*node:worker_threads/],
  ['src/port/swarm-port.ts', `import { X } from '#model/vocabulary.js';`, /only .*types of model\/vocabulary\.ts/],
  ['src/port/swarm-port.ts', `import { type X } from '#model/vocabulary.js';`, /only .*types of model\/vocabulary\.ts/],
  ['src/port/swarm-port.ts', `import type { World } from '#model/world.js';`, /imports model\/world\.ts/],
  ['src/assertions/judge.ts', `import type { World } from '#model/world.js';`, /src\/assertions\/ may import only/],
  ['src/scenario/load.ts', `import { explore } from '../explore/explore.ts';`, /src\/scenario\/ may import only .*zod/],
  ['src/report/text.ts', `import { explore } from '../explore/explore.ts';`, /only .*types of src\/explore\//],
  ['src/report/text.ts', `import { catalogue } from '../assertions/catalogue.ts';`, /types of src\/assertions\//],
  ['adapters/simulator/port.ts', `import Docker from 'dockerode';`, /adapters\/simulator\/ may import only/],
  ['adapters/engine-api/server.ts', `import * as z from 'zod';`, /adapters\/engine-api\/ may import only/],
  ['adapters/docker/port.ts', `import { view } from '#model/view.js';`, /adapters\/docker\/ may import only/],
  ['properties/truth.ts', `import { load } from '#src/scenario/load.js';`, /properties\/ may import only/],
  ['src/cli/verbs/check.ts', `import { x } from '#adapters/docker/drill-client.js';`, /src\/cli\/ may import only/],
  ['adapters/docker/live-swarm.ts', `import { x } from './drill-client.ts';`, /adapters\/docker\/ may import only/],
  ['src/cli/main.ts', `import { check } from '../../test/walls/check.ts';`, /test is not open to other folders/],
  ['src/cli/main.ts', `const later = await import('#test/walls/check.js');`, /aliases are/],
  ['src/reports/text.ts', `import * as z from 'zod';`, /is in no room/],
];

const misspeltImports: readonly Bad[] = [
  ['model/swarm.ts', `import type { X } from '#model/world.ts';`, /ends in \.js/],
  ['model/swarm.ts', `import type { X } from './world.js';`, /ends in \.ts/],
  ['src/scenario/load.ts', `import type { X } from '../../model/world.ts';`, /write #model\/world\.js/],
  ['model/swarm.ts', `import type { X } from '#models/world.js';`, /aliases are #model\//],
];

const hiddenInputs: readonly Bad[] = [
  ['model/clock.ts', `const now = Date.now();`, /:1 mentions Date/],
  ['src/scenario/load.ts', `\nconst now = new Date(0);`, /:2 mentions Date/],
  ['src/explore/prng.ts', `const coin = Math\n  .random();`, /mentions Math\.random/],
  ['src/report/text.ts', `const width = process.stdout.columns;`, /mentions process/],
  ['properties/truth.ts', `console.log(1);`, /mentions console/],
  ['adapters/simulator/sleep.ts', `setTimeout(() => {}, 1);`, /mentions setTimeout/],
  ['src/layout/row.ts', `const late = { setTimeout };`, /mentions setTimeout/],
  ['model/step-machine.ts', `import { createActor } from 'xstate';`, /mentions createActor/],
  ['model/machines/life.ts', `import { SimulatedClock } from 'xstate';`, /mentions SimulatedClock/],
  ['model/machines/life.ts', `export const life = { waiting: { after: { 5: 'running' } } };`, /mentions after:/],
  ['model/machines/life.ts', `export const life = { 'invoke': { src: 'pull' } };`, /mentions invoke:/],
  ['model/machines/life.ts', `import { spawnChild } from 'xstate';`, /mentions spawnChild/],
];

const badShapes: readonly Bad[] = [
  ['model/restartSupervisor.ts', ``, /kebab-case/],
  ['model/Actors/agent.ts', ``, /kebab-case/],
  ['src/report/text-utils.ts', ``, /"utils" says nothing/],
  ['src/helpers/text.ts', ``, /"helpers" says nothing/],
  ['test/common.ts', ``, /"common" says nothing/],
  ['src/port/types.ts', ``, /types live beside/],
  ['src/explore/index.ts', `export const x = 1;`, /barrels are model\/index\.ts/],
  ['src/explore/all.ts', `export * from './explore.ts';`, /only passes on/],
  ['test/x.ts', `export default 1;`, /default export/],
  ['test/x.ts', `export default function run() {}`, /default export/],
  ['test/x.ts', `const x = 1; export { x as default };`, /default export/],
  ['test/x.ts', `class Manager {}`, /is a class/],
  ['test/x.ts', `const Manager = class extends Map {};`, /is a class/],
];

describe('the checker has teeth', () => {
  test.each([...forbiddenImports, ...misspeltImports, ...hiddenInputs, ...badShapes])(
    '%s: %j',
    (path, text, violation) => {
      const violations = violationsIn({ path, text });
      expect(violations).toHaveLength(1);
      expect(violations[0]).toMatch(violation);
      expect(violations[0]?.startsWith(path)).toBe(true);
    },
  );

  test('a folder of one machine is seen, a relative or nested one is not', () => {
    const folders = ['work/main', 'root/notes', 'home/ann/notes', 'Users/ann/notes'];
    const bad = folders.map((folder) => machineFoldersIn({ path: 'README.md', text: `see\n"/${folder}" first` }));
    expect(bad.map((lines) => lines.length)).toEqual([1, 1, 1, 1]);
    expect(bad[0]?.[0]).toContain('README.md:2 names /work');
    const good = [
      ['./wor', 'k/main'].join(''),
      'example.org/home/ann/notes',
      ['the work', 'root', 'home ratio'].join('/'),
      '/etc/docker',
    ];
    expect(good.flatMap((text) => machineFoldersIn({ path: 'README.md', text }))).toEqual([]);
  });
});

describe('the checker lets good sources pass', () => {
  test.each([
    ['model/swarm.ts', `import { invariant } from '#src/errors.js';\nimport { get } from '#src/layout/layout.js';`],
    ['model/machines/task-life.ts', `import { setup } from 'xstate';\nimport { X } from '../vocabulary.ts';`],
    ['model/step-machine.ts', `import { transition } from 'xstate';\nimport { life } from './machines/task-life.ts';`],
    ['src/explore/workers/pool.ts', `import { Tinypool } from 'tinypool';\nimport { prove } from '../prove.ts';`],
    ['src/port/swarm-port.ts', `import type { TaskState } from '#model/vocabulary.js';`],
    [
      'src/report/text.ts',
      `import type { Trace } from '../explore/trace.ts';\nimport { X } from '../explore/outcome.ts';`,
    ],
    ['src/cli/main.ts', `import { pool } from '../explore/workers/pool.ts';\nprocess.exitCode = Date.now();`],
    ['model/index.ts', `export * from './world.ts';`],
    ['vitest.config.ts', `import { defineConfig } from 'vitest/config';\nexport default defineConfig({});`],
    ['src/errors.ts', `export class SimError extends Error {}\nclass Usage extends SimError {}`],
    ['model/clock.ts', `// Date.now(), process.exit\nconst text = 'console.log';`],
    [
      'model/clock.ts',
      `const before = { after: 1, process: 2 }; const x = before.process; interface P { process(): void }`,
    ],
  ])('%s: %j', (path, text) => {
    expect(violationsIn({ path, text })).toEqual([]);
  });
});
