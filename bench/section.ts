// One part of the bench, in a process of its own: `section.ts NAME OPTIONS` prints its rows as JSON.
import type { BenchOptions } from './options.ts';
import { measureClients } from './sections/clients.ts';
import { measureEngines, measureOneProof, measureProof, type OneProof } from './sections/exhaustive.ts';
import { measureBatchMemory, measureSearchMemory } from './sections/memory.ts';
import { measurePeer } from './sections/peer.ts';
import { measureRaces } from './sections/races.ts';
import { measureSteps } from './sections/steps.ts';
import { measureOne, measureTogether, type OneSearch } from './sections/together.ts';

const SECTIONS = {
  steps: measureSteps,
  peer: measurePeer,
  races: measureRaces,
  'batch-memory': measureBatchMemory,
  'search-memory': measureSearchMemory,
  engines: measureEngines,
  proof: measureProof,
  'one-proof': measureOneProof,
  together: measureTogether,
  'one-search': measureOne,
  clients: measureClients,
} as const;

/** What each part hands back. */
export type Sections = { readonly [Name in keyof typeof SECTIONS]: Awaited<ReturnType<(typeof SECTIONS)[Name]>> };

// Not the sources: this process is started without the condition that leads there.
const shipped = new URL('../dist/', import.meta.url).href;
if (!import.meta.resolve('#src/explore/batch.js').startsWith(shipped)) {
  throw new Error('invariant broken: what is measured here is not what is shipped');
}

const [name, options] = process.argv.slice(2);
const section = SECTIONS[name as keyof typeof SECTIONS];
process.stdout.write(JSON.stringify(await section(JSON.parse(String(options)) as BenchOptions & OneSearch & OneProof)));
