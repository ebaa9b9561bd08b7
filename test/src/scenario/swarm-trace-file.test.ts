import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scenarioSchema } from '#src/scenario/scenario-schema.js';
import { readSwarmTraceFile, writeSwarmTraceFile } from '#src/scenario/swarm-trace-file.js';

const FOLDER = join(import.meta.dirname, '../../traces');

/** As long as the schema of scenarios knows of one service only, it cannot read these. */
const readsStacks = 'beside' in scenarioSchema.shape;

describe.skipIf(!readsStacks)('a kept trace', () => {
  test.each(readdirSync(FOLDER))('%s fits its schema, and is written as it was read', (file) => {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    expect(writeSwarmTraceFile(readSwarmTraceFile(text))).toBe(text);
  });
});
