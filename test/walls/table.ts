// The walls: which folder may import what. ARCHITECTURE.md explains the table; a change here is a change there.

export interface Room {
  /** A folder (with a final slash) or one file. The longest match decides which room a file is in. */
  readonly name: string;
  /** Folders, files and packages. A room's own files are always allowed, and so is what is `open`. */
  readonly mayImport: readonly string[];
  /** What it may import with `import type` only. */
  readonly mayImportTypesOf?: readonly string[];
  /** Not part of the folder around it: importable only by a room that names it. */
  readonly sealed?: true;
}

/** In `mayImport`: any package, and all of node. */
export const anyPackage = '*';

/** Rooms that anyone may import. They import nothing themselves. */
export const open: readonly string[] = ['src/errors.ts', 'src/layout/'];

/** What speaking to an engine takes. */
const socketsAndFiles = [
  'child_process',
  'crypto',
  'fs',
  'http',
  'https',
  'os',
  'path',
  'stream',
  'timers/promises',
].map((name) => `node:${name}`);

/** What answering as an engine takes. */
const serving = ['crypto', 'fs', 'http', 'net', 'process', 'stream'].map((name) => `node:${name}`);

const shipped = ['model/', 'src/', 'src/explore/workers/', 'properties/', 'adapters/'];
/** What writes to an engine: sealed, so that only `sim drill` and tests can reach it. */
const writesToEngines = 'adapters/docker/drill-client.ts';
const everything = [...shipped, writesToEngines, 'test/', 'bench/', 'scripts/', anyPackage];

export const rooms: readonly Room[] = [
  { name: 'src/errors.ts', mayImport: [] },
  { name: 'src/layout/', mayImport: [] },
  { name: 'model/', mayImport: [] },
  { name: 'model/machines/', mayImport: ['model/', 'xstate'] },
  { name: 'model/step-machine.ts', mayImport: ['model/', 'xstate'] },
  { name: 'src/explore/', mayImport: [] },
  {
    name: 'src/explore/workers/',
    mayImport: ['src/explore/', 'tinypool', 'node:worker_threads', 'node:os'],
    sealed: true,
  },
  { name: 'src/port/', mayImport: [], mayImportTypesOf: ['model/vocabulary.ts'] },
  { name: 'src/assertions/', mayImport: ['src/port/'] },
  { name: 'src/scenario/', mayImport: ['model/', 'zod', 'yaml'] },
  {
    name: 'src/report/',
    mayImport: ['src/explore/outcome.ts'],
    mayImportTypesOf: ['src/explore/', 'src/assertions/', 'src/port/'],
  },
  { name: 'adapters/simulator/', mayImport: ['model/', 'src/port/', 'src/explore/'] },
  { name: 'adapters/engine-api/', mayImport: ['model/', 'src/port/', 'src/explore/', ...serving] },
  { name: 'adapters/docker/', mayImport: ['src/port/', 'dockerode', 'zod', ...socketsAndFiles] },
  // What is published of it, with the loop that lets a rule ask.
  { name: 'adapters/docker/index.ts', mayImport: ['adapters/docker/', 'src/port/', 'src/assertions/'] },
  { name: writesToEngines, mayImport: ['adapters/docker/', 'zod'], sealed: true },
  { name: 'properties/', mayImport: ['model/', 'src/assertions/', 'src/explore/', 'fast-check'] },
  { name: 'properties/conformance/', mayImport: ['model/', 'src/explore/'] },
  // Shipped, so it may not reach what is not.
  { name: 'src/cli/', mayImport: [...shipped, anyPackage] },
  { name: 'src/cli/drill/', mayImport: [...shipped, writesToEngines, anyPackage] },
  { name: 'test/', mayImport: everything, sealed: true },
  { name: 'bench/', mayImport: everything, sealed: true },
  { name: 'scripts/', mayImport: everything, sealed: true },
];

/** The folders that the aliases of package.json name, and those that only files beside them may reach. */
export const aliased: readonly string[] = ['model', 'src', 'properties', 'adapters'];
export const roots: readonly string[] = [...aliased, 'test', 'bench', 'scripts'];

/** Where clocks, chance, the process and XState's own clock are allowed. */
export const impure: readonly string[] = [
  'src/cli/',
  'adapters/docker/',
  'adapters/engine-api/',
  'src/explore/workers/',
  'test/',
  'bench/',
  'scripts/',
];

/** The only files that pass on what others export. */
export const barrels: readonly string[] = ['model/index.ts', 'properties/index.ts', 'adapters/docker/index.ts'];
