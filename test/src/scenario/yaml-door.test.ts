import { describe, expect, test } from 'vitest';
import { readYaml } from '#src/scenario/yaml-door.js';
import type { Located } from '#src/scenario/yaml-door.js';
import { refusal } from './reading.ts';

const at = (value: Located | undefined, key: string): Located | undefined =>
  value?.kind === 'map' ? value.entries.get(key)?.value : undefined;

describe('YAML comes in as text with lines', () => {
  test('scalars keep their spelling', () => {
    const root = readYaml('a: 1.50\nb: "0x10"\nc: true\nd:\ne: ~\nf: 0400\n', 'f.yml');
    expect(at(root, 'a')).toEqual({ kind: 'scalar', line: 1, text: '1.50' });
    expect(at(root, 'b')).toEqual({ kind: 'scalar', line: 2, text: '0x10' });
    expect(at(root, 'c')).toEqual({ kind: 'scalar', line: 3, text: 'true' });
    expect(at(root, 'd')).toMatchObject({ kind: 'nothing', line: 4 });
    expect(at(root, 'e')).toMatchObject({ kind: 'nothing', line: 5 });
    expect(at(root, 'f')).toMatchObject({ text: '0400' });
  });

  test('anchors and merge keys are resolved, and keep the line where the text stands', () => {
    const text =
      'x-a: &a\n  one: 1\n  two: 2\nx-b: &b {one: 10, three: 30}\nall:\n  two: own\n  <<: [*a, *b]\nalias: *a\n';
    const root = readYaml(text, 'f.yml');
    expect(at(at(root, 'all'), 'one')).toEqual({ kind: 'scalar', line: 2, text: '1' });
    expect(at(at(root, 'all'), 'two')).toEqual({ kind: 'scalar', line: 6, text: 'own' });
    expect(at(at(root, 'all'), 'three')).toEqual({ kind: 'scalar', line: 4, text: '30' });
    expect(at(at(root, 'alias'), 'two')).toEqual({ kind: 'scalar', line: 3, text: '2' });
  });

  test('a quoted "<<" is a key like any other', () => {
    expect(at(at(readYaml('"<<": {a: 1}\n', 'f.yml'), '<<'), 'a')).toMatchObject({ text: '1' });
  });

  test.each([
    ['a: [1,\nb: 2\n', /^f\.yml:2:1: this is not YAML: /],
    ['a: 1\na: 2\n', /^f\.yml:2:1: this is not YAML: Map keys must be unique/],
    ['a: "open\n', /^f\.yml:\d:\d+: this is not YAML: /],
    ['a: 1\n\tb: 2\n', /^f\.yml:2:1: this is not YAML: Tabs/],
    ['a: 1\n---\nb: 2\n', /^f\.yml:2:1: this is not YAML: .*multiple documents/],
    ['a: *gone\n', /^f\.yml:1: there is no anchor &gone before this/],
    ['a: &a\n  b: *a\n', /^f\.yml:2: this anchor contains itself/],
  ])('%j is refused with its place', (text, message) => {
    const { code, message: said } = refusal(() => readYaml(text, 'f.yml'));
    expect(code).toBe('scenario.malformed');
    expect(said).toMatch(message);
  });

  test('a bomb of aliases is read in no time', () => {
    const lines = ['l0: &l0 [x, x]'];
    for (let i = 1; i < 60; i++) lines.push(`l${i}: &l${i} [*l${i - 1}, *l${i - 1}]`);
    expect(at(readYaml(`${lines.join('\n')}\n`, 'f.yml'), 'l59')?.kind).toBe('list');
  });
});
