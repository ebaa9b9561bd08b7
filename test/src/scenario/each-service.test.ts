import { describe, expect, test } from 'vitest';
import { read, refusal } from './reading.ts';

const two = 'services:\n  app: {image: notes}\n  worker: {image: notes}\n';
const kindsOf = (rest: Parameters<typeof read>[1]) => {
  const { headFates, beside } = read(two, rest).scenario;
  return [headFates, beside[0]?.headFates ?? []].map((fates) => fates.map(({ kind }) => kind));
};

describe('--set SERVICE:KEY=VALUE', () => {
  test('is about that service, --set KEY=VALUE about the app', () => {
    const { scenario } = read(two, {
      overrides: ['worker:replicas=3', 'replicas=2', 'worker:deploy.stop_grace_period=1m'],
    });
    expect(scenario.head).toMatchObject({ replicas: 2, stopGraceMs: 10_000 });
    expect(scenario.beside[0]?.head).toMatchObject({ replicas: 3, stopGraceMs: 60_000 });
  });

  test('may name the app too, and of two for one key the last counts', () => {
    expect(read(two, { overrides: ['replicas=2', 'app:replicas=3'] }).scenario.head.replicas).toBe(3);
    expect(read(two, { overrides: ['app:replicas=3', 'replicas=2'] }).scenario.head.replicas).toBe(2);
    expect(read(two, { overrides: ['app:host.nodes=2'] }).scenario.host.nodes).toBe(2);
    expect(read(two, { service: 'worker', overrides: ['replicas=3'] }).scenario).toMatchObject({
      service: 'worker',
      head: { replicas: 3 },
    });
  });

  test('reads a colon behind the = as part of the value', () => {
    expect(kindsOf({ overrides: ['head=dies:1s..2s:3'] })[0]).toEqual(['dies']);
    expect(kindsOf({ overrides: ['worker:head=dies-late:1s..2s:3,good'] })[1]).toEqual(['dies-late', 'good']);
  });

  test('works in an amendment', () => {
    const amendment = { pairs: ['worker:replicas=4'], source: 'the fix' };
    const { scenario, besideSources } = read(two, { amendment });
    expect(scenario.beside[0]?.head.replicas).toBe(4);
    expect(besideSources.get('worker')?.get('replicas')).toEqual({ value: '4', source: 'the fix' });
  });

  test.each([
    [
      'wrker:replicas=2',
      'usage.unknown-service',
      '--set: the scenario of compose.yml has no service "wrker". Without a name it is about app; the others are worker.',
    ],
    [
      'worker:host.nodes=2',
      'usage.bad-value',
      '--set worker:host.nodes: it is of the whole stack. Give it without a service, as in --set host.nodes=2.',
    ],
    ['worker:replcas=2', 'usage.unknown-option', 'there is no key "replcas". Did you mean replicas?'],
    ['worker:replicas=none', 'usage.bad-value', '--set worker:replicas: "none" is not a whole number'],
    ['worker:head=lives', 'usage.bad-value', '--set worker:head: "lives" is not a fate'],
    ['worker:replicas', 'usage.bad-value', '"worker:replicas" sets nothing'],
    [':replicas=2', 'usage.unknown-service', 'has no service ""'],
  ])('%s is refused', (pair, code, said) => {
    const refused = refusal(() => read(two, { overrides: [pair] }));
    expect(refused.code).toBe(code);
    expect(refused.message).toContain(said);
  });

  test('a service that was left out can not be set', () => {
    const { message } = refusal(() => read(two, { overrides: ['beside=none', 'worker:replicas=2'] }));
    expect(message).toContain('has no service "worker". Without a name it is about app; there is no other.');
  });
});

describe('--head SERVICE=FATE', () => {
  test('is about that service, --head FATE about the app', () => {
    expect(kindsOf({ heads: ['good', 'worker=dies:1s..4s:1'] })).toEqual([['good'], ['dies']]);
    expect(kindsOf({ heads: ['worker=unschedulable'] })[0]?.length).toBeGreaterThan(2);
    expect(kindsOf({ heads: ['good'] })).toEqual([['good'], ['good', 'dies']]);
    expect(kindsOf({ heads: ['app=dies', 'good'] })[0]).toEqual(['dies', 'good']);
  });

  test('a name holds for what follows in its option, up to the next name', () => {
    expect(kindsOf({ heads: ['good,worker=dies,image-missing', 'dies-late'] })).toEqual([
      ['good', 'dies-late'],
      ['dies', 'image-missing'],
    ]);
    expect(kindsOf({ heads: ['worker=dies,app=good', 'worker=good'] })).toEqual([['good'], ['dies', 'good']]);
  });

  test('keeps window, exit code and !once', () => {
    const [fate] = read(two, { heads: ['worker=dies:1s..4s:137!once'] }).scenario.beside[0]?.headFates ?? [];
    expect(fate).toEqual({
      kind: 'dies',
      times: 'once',
      window: { earliestMs: 1_000, latestMs: 4_000 },
      exitCode: 137,
      memoryMb: 0,
    });
  });

  test('wins over --set worker:head and over x-sim', () => {
    expect(kindsOf({ heads: ['worker=good'], overrides: ['worker:head=dies'] })[1]).toEqual(['good']);
  });

  test.each([
    ['wrker=dies', 'usage.unknown-service', '--head: the scenario of compose.yml has no service "wrker"'],
    ['dies=1s', 'usage.unknown-service', 'has no service "dies"'],
    ['worker=lives', 'usage.bad-value', '--head worker: "lives" is not a fate'],
    ['worker=', 'usage.bad-value', '--head: "worker=" leaves a fate blank. Give it as FATE or SERVICE=FATE'],
    ['', 'usage.bad-value', 'leaves a fate blank'],
    ['good,,dies', 'usage.bad-value', 'leaves a fate blank'],
    ['worker=never-healthy', 'usage.bad-value', 'never-healthy needs a healthcheck, and this service has none'],
  ])('%s is refused', (head, code, said) => {
    const refused = refusal(() => read(two, { heads: [head] }));
    expect(refused.code).toBe(code);
    expect(refused.message).toContain(said);
  });
});
