// Finds, shrinks and writes test/traces/ anew: `npm run witnesses`. Same model, same bytes.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXPECTATIONS } from '#properties/swarm-expectations.js';
import { traceFileOf } from '#properties/swarm-properties.js';
import { SCENARIOS, searchBreach, SEED, witnessOf } from '#properties/witness.js';
import { writeSwarmTraceFile } from '#src/scenario/swarm-trace-file.js';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'test/traces');
mkdirSync(folder, { recursive: true });
for (const file of readdirSync(folder)) rmSync(join(folder, file));

for (const expectation of EXPECTATIONS) {
  for (const of of expectation.brokenBy) {
    const found = searchBreach(expectation, of, SCENARIOS, SEED);
    if (found === null) throw new Error(`${of.trace}: no breach in ${SCENARIOS} scenarios`);
    const witness = witnessOf(expectation, of, found);
    const path = traceFileOf(of.trace);
    writeFileSync(join(root, path), writeSwarmTraceFile({ schemaVersion: 1, kind: 'sim-swarm-trace', ...witness }));
    console.log(`${path}: ${witness.schedule.length} steps, found in scenario ${found.scenarios}`);
  }
}
