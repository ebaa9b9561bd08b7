// Finds, shrinks and writes test/traces/ anew: `npm run witnesses`. Same model, same bytes.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXPECTATIONS } from '#properties/swarm-expectations.js';
import { traceFileOf } from '#properties/swarm-properties.js';
import { SCENARIOS, searchBreach, SEED, witnessOf } from '#properties/witness.js';
import { writeSwarmTraceFile } from '#src/scenario/swarm-trace-file.js';

const root = join(import.meta.dirname, '..');

// All of them first: a search that fails leaves what is kept as it is.
const files = EXPECTATIONS.flatMap((expectation) =>
  expectation.brokenBy.map((of) => {
    const found = searchBreach(expectation, of, SCENARIOS, SEED);
    if (found === null) throw new Error(`${of.trace}: no breach in ${SCENARIOS} scenarios`);
    const witness = witnessOf(expectation, of, found);
    const path = traceFileOf(of.trace);
    console.log(`${path}: ${witness.schedule.length} steps, found in scenario ${found.scenarios}`);
    return { path, text: writeSwarmTraceFile({ schemaVersion: 1, kind: 'sim-swarm-trace', ...witness }) };
  }),
);
rmSync(join(root, 'test/traces'), { recursive: true, force: true });
mkdirSync(join(root, 'test/traces'), { recursive: true });
for (const { path, text } of files) writeFileSync(join(root, path), text);
