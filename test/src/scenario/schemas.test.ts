import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { OUTCOME_KINDS } from '#properties/outcomes.js';
import { exploreResultSchema } from '#src/scenario/explore-result-schema.js';
import { publishedSchemas } from '#src/scenario/published-schemas.js';
import { scenarioFileSchema, writeScenarioFile } from '#src/scenario/scenario-file.js';
import { publishedNames as names } from '../../../scripts/published-names.ts';
import { app, read } from './reading.ts';

const published = publishedSchemas(names);

describe('the published JSON Schemas', () => {
  test.each(published)('schemas/$name is up to date (npm run schemas)', ({ name, text }) => {
    expect(readFileSync(new URL(`../../../schemas/${name}`, import.meta.url), 'utf8')).toBe(text);
  });

  test('a scenario file fits its schema, also as published, and ends in a newline', () => {
    const text = writeScenarioFile(read(app('deploy: {replicas: 2}')));
    const file = published.find(({ name }) => name === 'scenario.schema.json');
    const schema = z.fromJSONSchema(JSON.parse(file?.text ?? '') as Parameters<typeof z.fromJSONSchema>[0]);
    expect(schema.safeParse(JSON.parse(text)).error).toBeUndefined();
    expect(scenarioFileSchema.parse(JSON.parse(text))).toMatchObject({ schemaVersion: 1, kind: 'sim-scenario' });
    expect(text.endsWith('}\n')).toBe(true);
  });

  test('an explore result says what issue 2 asks for', () => {
    const coverage = {
      runs: 1,
      steps: 2,
      distinctStates: 3,
      seconds: 0.5,
      outcomes: Object.fromEntries(OUTCOME_KINDS.map((kind) => [kind, 0])),
    };
    const result = { rule: 'cc-ci/v3', scenario: 'incident/start-first', outcome: 'survived', findings: [], coverage };
    const output = { schemaVersion: 1, command: 'explore', seed: 7, results: [result] };
    const schema = exploreResultSchema(names);
    expect(schema.parse(output)).toEqual(output);
    expect(schema.safeParse({ ...output, results: [{ ...result, outcome: 'safe' }] }).success).toBe(false);
  });
});
