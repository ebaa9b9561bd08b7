import { describe, expect, test } from 'vitest';
import { FATES } from '#model/vocabulary.js';
import { parseFates } from '#src/scenario/fates.js';
import type { FateContext } from '#src/scenario/fates.js';
import { app, read, refusal } from './reading.ts';

const window = (earliestMs: number, latestMs: number) => ({ earliestMs, latestMs });
const context: FateContext = {
  hasHealthcheck: true,
  diesAfter: window(1, 2),
  diesLateAfter: window(3, 4),
  unhealthyAfter: window(5, 6),
  slowStart: window(7, 8),
  eatsMemory: window(9, 10),
  exitCode: 1,
  memoryMb: 4_096,
  where: '--head',
  code: 'usage.bad-value',
};
const none = { times: 'persistent', window: window(0, 0), exitCode: 0, memoryMb: 0 };

describe('fates', () => {
  test.each([
    ['good', { ...none, kind: 'good' }],
    ['dies', { ...none, kind: 'dies', window: window(1, 2), exitCode: 1 }],
    ['dies:0.5s..4s', { ...none, kind: 'dies', window: window(500, 4_000), exitCode: 1 }],
    ['dies:0.5s..4s:0', { ...none, kind: 'dies', window: window(500, 4_000), exitCode: 0 }],
    ['dies:3s:137!once', { ...none, kind: 'dies', times: 'once', window: window(3_000, 3_000), exitCode: 137 }],
    ['dies-late', { ...none, kind: 'dies-late', window: window(3, 4), exitCode: 1 }],
    ['dies-late:1m..2m', { ...none, kind: 'dies-late', window: window(60_000, 120_000), exitCode: 1 }],
    ['never-healthy!once', { ...none, kind: 'never-healthy', times: 'once' }],
    ['turns-unhealthy', { ...none, kind: 'turns-unhealthy', window: window(5, 6) }],
    ['turns-unhealthy:1s', { ...none, kind: 'turns-unhealthy', window: window(1_000, 1_000) }],
    ['starts-slowly', { ...none, kind: 'starts-slowly', window: window(7, 8) }],
    ['starts-slowly:1s..2s', { ...none, kind: 'starts-slowly', window: window(1_000, 2_000) }],
    ['eats-memory', { ...none, kind: 'eats-memory', window: window(9, 10), memoryMb: 4_096 }],
    ['eats-memory:2g', { ...none, kind: 'eats-memory', window: window(9, 10), memoryMb: 2_048 }],
    ['unschedulable', { ...none, kind: 'unschedulable' }],
    ['image-missing', { ...none, kind: 'image-missing' }],
  ])('%s', (text, fate) => {
    expect(parseFates([text], context)).toEqual([fate]);
  });

  test('all is every fate, less those that need a healthcheck where there is none', () => {
    expect(parseFates(['all'], context).map(({ kind }) => kind)).toEqual(FATES);
    const without = parseFates(['all!once'], { ...context, hasHealthcheck: false });
    expect(without.map(({ kind }) => kind)).toEqual(FATES.filter((kind) => !kind.endsWith('healthy')));
    expect(new Set(without.map(({ times }) => times))).toEqual(new Set(['once']));
  });

  test('a fate given twice counts once', () => {
    expect(parseFates(['good', 'good', 'good!once', 'all', 'dies:1ms..2ms'], context)).toHaveLength(FATES.length + 1);
  });

  test.each([
    'lives',
    '',
    'dies:',
    'dies:soon',
    'dies:1s:256',
    'dies:1s:x',
    'dies:1s:1:1',
    'good:1s',
    'all:1s',
    'never-healthy:1s',
    'eats-memory:lots',
    'eats-memory:0',
    'starts-slowly:1s:1',
    'dies!twice',
    'GOOD',
  ])('"%s" is none', (text) => {
    const { code, message } = refusal(() => parseFates([text], context));
    expect(code).toBe('usage.bad-value');
    expect(message).toContain(`--head: "${text}" is not a fate. Give good, dies[:WINDOW[:EXITCODE]]`);
  });

  test.each(['never-healthy', 'turns-unhealthy:1s', 'never-healthy!once'])(
    '%s, asked for, needs a healthcheck',
    (text) => {
      const { code, message } = refusal(() => read(app(), { heads: [text] }));
      expect(code).toBe('usage.bad-value');
      expect(message).toContain('needs a healthcheck, and this service has none');
    },
  );

  test('a wrong fate in x-sim names file and line', () => {
    const { code, message } = refusal(() => read(app('x-sim: {head: [lives]}')));
    expect(code).toBe('scenario.malformed');
    expect(message).toContain('x-sim (compose.yml:4) head: "lives"');
  });

  test('--head wins over --set head and x-sim', () => {
    const { scenario } = read(app('x-sim: {head: dies}'), {
      overrides: ['head=image-missing'],
      heads: ['good', 'unschedulable'],
    });
    expect(scenario.headFates.map(({ kind }) => kind)).toEqual(['good', 'unschedulable']);
  });
});

describe('windows that nobody gave', () => {
  const fateOf = (kind: string, ...overrides: readonly string[]) =>
    read(app('healthcheck: {test: x}'), { overrides }).scenario.headFates.find((fate) => fate.kind === kind)?.window;

  test('a head dies inside the monitor, or so late that no rule watches any more', () => {
    expect(fateOf('dies')).toEqual(window(200, 4_500));
    expect(fateOf('dies-late')).toEqual(window(20_000, 50_000));
  });

  test('a delay that is not below the monitor widens it', () => {
    expect(fateOf('dies', 'update_config.delay=10s')).toEqual(window(200, 9_900));
    expect(fateOf('dies-late', 'update_config.delay=10s', 'replicas=3')).toEqual(window(92_000, 122_000));
    expect(
      fateOf('dies-late', 'update_config.delay=10s', 'replicas=3', 'update_config.parallelism=0')?.earliestMs,
    ).toBe(52_000);
  });

  test('the slower of update and rollback decides what is late', () => {
    expect(fateOf('dies-late', 'rollback_config.monitor=60s')?.earliestMs).toBe(130_000);
  });

  test('a task is found unhealthy no sooner than after its retries', () => {
    expect(fateOf('turns-unhealthy')).toEqual(window(90_000, 100_000));
    const often = ['healthcheck.interval=1s', 'healthcheck.retries=2'];
    expect(fateOf('turns-unhealthy', ...often)).toEqual(window(2_000, 12_000));
  });

  test('a tiny monitor still has a window inside it', () => {
    expect(fateOf('dies', 'update_config.monitor=10ms')).toEqual(window(4, 9));
  });
});
