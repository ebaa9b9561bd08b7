import { describe, expect, test } from 'vitest';
import { app, read, refusal } from './reading.ts';

const set = (...overrides: readonly string[]) => read(app(), { overrides });
const services = (...names: readonly string[]) =>
  `services:\n${names.map((name) => `  ${name}: {image: x}\n`).join('')}`;

describe('moves and faults that can never come', () => {
  test('node-down wants a second node: the first is the manager', () => {
    const { code, message } = refusal(() => set('faults=node-down'));
    expect(code).toBe('usage.bad-value');
    expect(message).toMatch(/^--set faults: node-down needs a second node.*--set host\.nodes=2/);
    expect(refusal(() => read(app('x-sim: {faults: [node-down]}'))).code).toBe('scenario.malformed');
    expect(set('faults=node-down', 'host.nodes=2').scenario.faults.kinds).toEqual(['node-down']);
  });

  test('an only node may be drained, and the leader may change', () => {
    expect(set('moves=drain', 'faults=leader-change').scenario).toMatchObject({
      operator: { moves: ['drain'] },
      faults: { kinds: ['leader-change'] },
    });
  });

  test('scale wants a replicated service', () => {
    const text = services('app', 'worker');
    const { code, message } = refusal(() =>
      read(text, { overrides: ['mode=global', 'worker:mode=global', 'moves=scale'] }),
    );
    expect(code).toBe('usage.bad-value');
    expect(message).toContain('--set moves: there is nothing to scale: every service of the stack is global');
    const { operator } = read(text, { overrides: ['mode=global', 'worker:replicas=3', 'moves=scale'] }).scenario;
    expect(operator.scaleTo).toBe(4);
  });
});

describe('a scenario that no world can hold', () => {
  const said = (...overrides: readonly string[]) => refusal(() => set(...overrides));

  test.each([
    [['replicas=65'], '65 slots are more than the 64 that a stack may have. Lower replicas'],
    [['moves=scale', 'scale_to=65'], '65 slots are more than the 64'],
    [
      ['replicas=16', 'tasks_per_slot=64', 'host.nodes=8'],
      '16 slots x 64 tasks_per_slot are 1024 tasks, more than the 512 that 8 nodes may have. Lower tasks_per_slot',
    ],
  ])('%j', (overrides, message) => {
    expect(said(...overrides).code).toBe('scenario.too-large');
    expect(said(...overrides).message).toContain(`compose.yml: ${message}`);
  });

  test.each([
    ['64 slots', ['replicas=64']],
    ['a scale_to that no move asks for', ['scale_to=1000']],
    ['4096 tasks on one node', ['replicas=64', 'tasks_per_slot=64']],
    ['512 tasks on eight', ['mode=global', 'tasks_per_slot=64', 'host.nodes=8']],
  ])('%s are no more than it holds', (_, overrides) => {
    expect(set(...overrides).warnings.filter((warning) => !warning.includes('at rest'))).toEqual([]);
  });

  test('the slots of all services count, those of a global one by the node', () => {
    const overrides = ['replicas=40', 'b:replicas=21', 'c:mode=global', 'host.nodes=3'];
    expect(read(services('app', 'b', 'c'), { overrides }).scenario.beside).toHaveLength(2);
    const { message } = refusal(() => read(services('app', 'b', 'c'), { overrides: [...overrides, 'b:replicas=22'] }));
    expect(message).toContain('65 slots are more than the 64');
  });

  test('a scale counts for each replicated service', () => {
    const overrides = ['moves=scale', 'scale_to=40'];
    expect(refusal(() => read(services('app', 'b'), { overrides })).message).toContain('80 slots');
  });

  test('more than eight services', () => {
    const names = ['app', 'a', 'b', 'c', 'd', 'e', 'f', 'g'];
    expect(read(services(...names)).scenario.beside).toHaveLength(7);
    const { code, message } = refusal(() => read(services(...names, 'h')));
    expect(code).toBe('scenario.too-large');
    expect(message).toContain('9 services are more than the 8 that a stack may have. Name those beside the app');
    expect(read(services(...names, 'h'), { overrides: ['beside=a,h'] }).scenario.beside).toHaveLength(2);
  });

  test('more than 64 fates of one service', () => {
    const fates = (count: number) => Array.from({ length: count }, (_, ms) => `dies:${ms}ms`).join(',');
    expect(read(services('app', 'b'), { heads: [`b=${fates(64)}`] }).scenario.beside[0]?.headFates).toHaveLength(64);
    const { code, message } = refusal(() => read(services('app', 'b'), { heads: [`b=${fates(65)}`] }));
    expect(code).toBe('scenario.too-large');
    expect(message).toContain('65 fates of b are more than 64. Give fewer with --head.');
  });
});

describe('what fits the nodes', () => {
  const reserved = (...overrides: readonly string[]) => read(services('app', 'db'), { overrides });

  test('reservations of all services count together', () => {
    const overrides = ['resources.reservations.memory=3g', 'db:resources.reservations.memory=2g'];
    const { code, message } = refusal(() => reserved(...overrides));
    expect(code).toBe('scenario.malformed');
    expect(message).toContain(
      "compose.yml: the base's app 1 x 3072 MB, db 1 x 2048 MB of reservations do not fit into host.memory (4096 MB)",
    );
    expect(reserved(...overrides, 'host.nodes=2').scenario.host.nodes).toBe(2);
  });

  test('a reservation is not split between nodes', () => {
    const overrides = ['resources.reservations.memory=3g', 'replicas=3', 'host.memory=5g', 'host.nodes=2'];
    expect(refusal(() => reserved(...overrides)).message).toContain('(5120 MB on each of 2 nodes)');
  });

  test('a global service reserves on every node', () => {
    const overrides = ['resources.reservations.memory=3g', 'db:resources.reservations.memory=2g', 'db:mode=global'];
    expect(refusal(() => reserved(...overrides, 'host.nodes=2')).message).toContain('db 2 x 2048 MB');
  });

  test('at rest the memory of all services counts', () => {
    const overrides = ['memory.rest=2g', 'db:memory.rest=3g'];
    expect(reserved(...overrides).warnings).toEqual([
      'compose.yml: at rest, the base and the load (5120 MB) already exceed host.memory (4096 MB)',
    ]);
    expect(reserved(...overrides, 'host.nodes=2').warnings).toEqual([]);
  });
});
