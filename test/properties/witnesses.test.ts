import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EXPECTATIONS } from '#properties/swarm-expectations.js';
import { SWARM_PROPERTIES, traceFileOf } from '#properties/swarm-properties.js';
import { replayed, SCENARIOS, searchBreach, SEED, witnessOf, type Witness } from '#properties/witness.js';
import { writeSwarmTraceFile, type SwarmTraceFile } from '#src/scenario/swarm-trace-file.js';

const CASES = EXPECTATIONS.flatMap((expectation) =>
  expectation.brokenBy.map((of) => [of.trace, of.cases.join(', '), expectation, of] as const),
);

const textOf = (trace: string): string => readFileSync(join(import.meta.dirname, '../..', traceFileOf(trace)), 'utf8');
const written = (witness: Witness): string =>
  writeSwarmTraceFile({ schemaVersion: 1, kind: 'sim-swarm-trace', ...witness });

describe('the real engine does not keep it, and a search finds by itself a schedule on which the model does not either', () => {
  test.each(CASES)('%s (%s)', (trace, _cases, expectation, of) => {
    const found = searchBreach(expectation, of, SCENARIOS, SEED);
    if (found === null) throw new Error(`no breach in ${SCENARIOS} scenarios`);
    // If this differs on purpose: npm run witnesses.
    expect(written(witnessOf(expectation, of, found))).toBe(textOf(trace));
  });
});

describe('the kept trace is one of this model', () => {
  test.each(CASES)('%s (%s)', (trace, _cases, expectation, of) => {
    const text = textOf(trace);
    const kept = JSON.parse(text) as SwarmTraceFile;
    // Throws where a step is not enabled, and where nothing is wrong at the end.
    const again = replayed(expectation, of, kept.scenario, kept.schedule);
    expect(again.breach).toBe(kept.breach);
    expect(written(again)).toBe(text);
  });
});

test('every violated property has a kept trace, every kept trace a property, and claims are told apart by their words', () => {
  const files = SWARM_PROPERTIES.flatMap(({ brokenBy }) => brokenBy.map(({ traceFile }) => traceFile));
  const kept = readdirSync(join(import.meta.dirname, '../traces')).map((name) => `test/traces/${name}`);
  expect(kept.sort()).toEqual(files.toSorted());
  for (const { verdict, brokenBy } of SWARM_PROPERTIES) expect(brokenBy.length > 0).toBe(verdict === 'violated');
  expect(new Set(SWARM_PROPERTIES.map(({ claim }) => claim)).size).toBe(SWARM_PROPERTIES.length);
});
