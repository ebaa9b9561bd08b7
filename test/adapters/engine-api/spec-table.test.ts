import { expect, test } from 'vitest';
import { growing } from '#adapters/engine-api/growing.js';
import { specSeeds, specTable } from '#adapters/engine-api/spec-table.js';
import type { JsonObject } from '#adapters/engine-api/documents.js';
import { createModel, SPEC } from '#model/index.js';
import { scenarioFromCompose } from '#src/scenario/from-compose.js';
import { COMPOSE } from './served.ts';

function table() {
  const { scenario } = scenarioFromCompose({ text: COMPOSE, file: 'demo.yml', heads: ['good'], environment: {} });
  const model = growing(createModel(scenario));
  const known = model.specs.length;
  const specs = specTable({ model, seeds: specSeeds(model), isHeadStamp: (stamp) => stamp.startsWith('7ae7b0f7') });
  const changed = (of: JsonObject, stamp: string, image: string): JsonObject => {
    const task = of['TaskTemplate'] as JsonObject;
    const container = task['ContainerSpec'] as JsonObject;
    return {
      ...of,
      Labels: { ...(of['Labels'] as JsonObject), 'coop-cloud.demo.chaos-version': stamp },
      TaskTemplate: { ...task, ContainerSpec: { ...container, Image: image } },
    };
  };
  return { model, specs, known, changed };
}

test('every spec of the scenario is known again by its document', () => {
  const { model, specs, known } = table();
  for (let spec = 0; spec < known; spec++) {
    const same = specs.indexOf(0, specs.documentAt(spec));
    // Some variants cannot be told apart: a scale to what there was, for instance.
    expect(model.specs[same]).toMatchObject({
      templateId: model.specs[spec]?.templateId,
      stamp: model.specs[spec]?.stamp,
    });
  }
  expect(model.specs).toHaveLength(known);
});

test('the same document is the same spec, in any order of its keys; another one is another', () => {
  const { model, specs, known, changed } = table();
  const document = changed(specs.documentAt(SPEC.base), 'aaaaaaa', 'new');
  const first = specs.indexOf(0, document);
  expect(first).toBe(known);
  const turned = Object.fromEntries(Object.entries(document).reverse());
  expect(specs.indexOf(0, turned)).toBe(first);
  expect(specs.documentAt(first)).toBe(document);
  const relabelled = specs.indexOf(0, changed(document, 'bbbbbbb', 'new'));
  expect(relabelled).toBe(known + 1);
  expect(model.specs[relabelled]?.templateId).toBe(model.specs[first]?.templateId);
  const other = specs.indexOf(0, changed(document, 'bbbbbbb', 'newer'));
  expect(model.specs[other]?.templateId).not.toBe(model.specs[first]?.templateId);
});

test('the head is what came first under its stamp: another template under it is not, nor is its template under another', () => {
  const { model, specs, changed } = table();
  const isHead = (stamp: string, image: string): boolean | undefined =>
    model.specs[specs.indexOf(0, changed(specs.documentAt(SPEC.base), stamp, image))]?.isHead;
  expect(isHead('c0ffee00', 'early')).toBe(false);
  expect(isHead('7ae7b0f7+U', 'new')).toBe(true);
  expect(isHead('7ae7b0f7', 'new')).toBe(true);
  expect(isHead('7ae7b0f7+U', 'newer')).toBe(false);
  expect(isHead('c0ffee00', 'new')).toBe(false);
});

test('worlds of one scenario share what is known of it, and nothing that was sent', () => {
  const { scenario } = scenarioFromCompose({ text: COMPOSE, file: 'demo.yml', heads: ['good'], environment: {} });
  const model = createModel(scenario);
  const seeds = specSeeds(model);
  const worlds = [growing(model), growing(model)] as const;
  const [one, two] = worlds.map((own) => specTable({ model: own, seeds, isHeadStamp: () => false }));
  const document = { ...one?.documentAt(0), Labels: { more: 'said' } };
  one?.indexOf(0, document);
  expect(worlds[0].specs).toHaveLength(model.specs.length + 1);
  expect(worlds[1].specs).toHaveLength(model.specs.length);
  expect(two?.documentAt(model.specs.length)).toEqual({});
});
