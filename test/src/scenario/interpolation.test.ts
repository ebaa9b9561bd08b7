import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { interpolate } from '#src/scenario/interpolation.js';

const environment = { SET: 'value', EMPTY: '', UNDEFINED: undefined };

describe('variables are filled in as docker stack deploy does', () => {
  test.each([
    ['plain', 'plain'],
    ['$SET', 'value'],
    ['${SET}', 'value'],
    ['a-${SET}-$SET.', 'a-value-value.'],
    ['${SET:-other}', 'value'],
    ['${EMPTY:-other}', 'other'],
    ['${EMPTY-other}', ''],
    ['${ABSENT:-other}', 'other'],
    ['${ABSENT-other}', 'other'],
    ['${ABSENT:-}', ''],
    ['${UNDEFINED-other}', 'other'],
    ['${ABSENT:-a-b:?c}', 'a-b:?c'],
    ['${SET:?needed}', 'value'],
    ['${EMPTY?needed}', ''],
    ['$$SET', '$SET'],
    ['$${SET}', '${SET}'],
    ['$$$SET', '$value'],
  ])('%s becomes %s', (text, filled) => {
    expect(interpolate(text, environment)).toEqual({ ok: true, text: filled, unset: [] });
  });

  test('a variable without value and default is blank, and named', () => {
    expect(interpolate('a${ABSENT}b$GONE', environment)).toEqual({ ok: true, text: 'ab', unset: ['ABSENT', 'GONE'] });
  });

  test.each([
    ['${ABSENT:?give me one}', 'ABSENT has no value (give me one)'],
    ['${EMPTY:?}', 'EMPTY has no value'],
    ['${ABSENT?}', 'ABSENT has no value'],
    ['100$', 'starts no variable'],
    ['${}', 'starts no variable'],
    ['${1A}', 'starts no variable'],
    ['${SET', 'starts no variable'],
  ])('%s is refused', (text, problem) => {
    const result = interpolate(text, environment);
    expect(result.ok ? '' : result.problem).toContain(problem);
  });

  test('names that every object has are no variables', () => {
    expect(interpolate('${constructor:-mine}${__proto__:-too}', {})).toMatchObject({ text: 'minetoo' });
  });

  test('text without a dollar sign stays as it is, and $$ escapes any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const escaped = text.replaceAll('$', '$$$$');
        expect(interpolate(escaped, {})).toEqual({ ok: true, text, unset: [] });
      }),
    );
  });
});
