import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTraceFile, writeTraceFile } from '#src/scenario/trace-file.js';
import type { TraceFile } from '#src/scenario/trace-file.js';
import { app, read, refusal } from './reading.ts';

const { scenario } = read(`${app()}  worker: {image: nginx}\n`);
const trace: TraceFile = {
  schemaVersion: 1,
  kind: 'sim-trace',
  rule: 'cc-ci/v3',
  scenario,
  outcome: { kind: 'masking-race', verdict: 'pass', facts: { status: 'unset', cause: 'rolled-back' } },
  strategy: 'pct',
  schedules: 41,
  steps: 21,
  stepsToVerdict: 6,
  schedule: [
    { atMs: 0, actor: 'operator', does: 'deploys', with: { spec: 'head' }, shows: { status: 'unset' } },
    {
      atMs: 3,
      actor: 'watcher',
      does: 'inspects',
      with: { service: 0, stamp: '7ae7b0f7+U' },
      shows: { z: '1', a: '2' },
    },
  ],
};

/** The same value with the keys of every object backwards. */
function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, backwards(inner)] as const)
      .reverse(),
  );
}

describe('a trace file', () => {
  test('is read back as it was written, byte for byte', () => {
    const text = writeTraceFile(trace);
    expect(text.endsWith('}\n')).toBe(true);
    expect(parseTraceFile(text, 't.json')).toEqual(trace);
    expect(writeTraceFile(parseTraceFile(text, 't.json'))).toBe(text);
  });

  test('is so for any steps', () => {
    const word = fc.string({ maxLength: 20 });
    const key = fc.stringMatching(/^[a-z]{1,8}$/);
    const step = fc.record({
      atMs: fc.nat(),
      actor: word,
      does: word,
      with: fc.dictionary(key, fc.oneof(word, fc.integer()), { noNullPrototype: true }),
      shows: fc.dictionary(key, word, { noNullPrototype: true }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 5 }), fc.nat(), (schedule, schedules) => {
        const text = writeTraceFile({ ...trace, schedule, schedules });
        expect(writeTraceFile(parseTraceFile(text, 't.json'))).toBe(text);
      }),
    );
  });

  test('has its keys in one order, whatever order they came in; facts and arguments keep theirs', () => {
    const shuffled = { ...(backwards(trace) as TraceFile), outcome: trace.outcome, schedule: trace.schedule };
    expect(Object.keys(shuffled)[0]).toBe('schedule');
    expect(writeTraceFile(shuffled)).toBe(writeTraceFile(trace));
    expect(writeTraceFile(trace)).toContain('"shows":{"z":"1","a":"2"}');
  });

  test.each([
    ['not JSON', (text: string) => text.replace('"rule"', 'rule"'), /^t\.json(:\d+)?: this is not JSON/],
    ['cut off', (text: string) => text.slice(0, 400), /^t\.json:\d+: this is not JSON/],
    ['empty', () => '', /^t\.json: this is not JSON|^t\.json:1: this is not JSON/],
    ['no object', () => '[]', /^t\.json:1: /],
    [
      'of another version',
      (text: string) => text.replace('"schemaVersion": 1', '"schemaVersion": 2'),
      /^t\.json:2 schemaVersion: this sim reads schemaVersion 1/,
    ],
    ['with a key too many', (text: string) => text.replace('"rule"', '"extra": 1, "rule"'), /^t\.json:\d+: .*extra/],
    ['with a key too few', (text: string) => text.replace(/"rule": .*\n/, ''), /^t\.json:1 rule: /],
    [
      'with a word for a number',
      (text: string) => text.replace('"atMs":3', '"atMs":"soon"'),
      /^t\.json:\d+ schedule\.1\.atMs: .*number/,
    ],
    [
      'with a fraction of a millisecond',
      (text: string) => text.replace('"atMs":3', '"atMs":3.5'),
      /^t\.json:\d+ schedule\.1\.atMs: /,
    ],
    [
      'with an unknown order',
      (text: string) => text.replace('"order": "stop-first"', '"order": "first"'),
      /^t\.json:\d+ scenario\.base\.update\.order: /,
    ],
    [
      'with a window that ends before it starts',
      (text: string) => text.replace('"earliestMs": 50,', '"earliestMs": 5000,'),
      /^t\.json:\d+ scenario\.base\.behaviour\.prepare: earliestMs comes after latestMs/,
    ],
  ])('%s is refused', (_, spoil, said) => {
    const { code, message } = refusal(() => parseTraceFile(spoil(writeTraceFile(trace)), 't.json'));
    expect(code).toBe('trace.malformed');
    expect(message).toMatch(said);
  });

  test('of a world that is too large is refused before anything is built', () => {
    const text = writeTraceFile(trace).replaceAll('"replicas": 1', '"replicas": 1000000');
    const { code, message } = refusal(() => parseTraceFile(text, 't.json'));
    expect(code).toBe('scenario.too-large');
    expect(message).toMatch(/^t\.json: 2000000 slots are more than the 64/);
  });

  test('the named line is the line', () => {
    const text = writeTraceFile(trace).replace('"atMs":3', '"atMs":-1');
    const line = text.split('\n').findIndex((one) => one.includes('"atMs":-1')) + 1;
    expect(refusal(() => parseTraceFile(text, 't.json')).message).toContain(`t.json:${line} schedule.1.atMs: `);
  });
});
