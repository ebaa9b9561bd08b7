import { describe, expect, test } from 'vitest';
import { since } from '../drive.ts';
import type { NodeView, TaskView } from '#src/port/swarm-port.js';
import { baseTask, headService, HEAD_TASK, undecided, watch } from '../rollout.ts';
import { node, NODE, PASS, task } from '../views.ts';

const TWO_SLOTS = { inspect: () => headService({ replicas: 2 }) };
const two = (second: TaskView): readonly TaskView[] => [task(HEAD_TASK), second];

describe('a clean round has one wanted, up-to-date task in every slot, and it runs', () => {
  test('two slots', () => {
    expect(watch({ ...TWO_SLOTS, list: () => two(task(12, { slot: 2 })) }).verdict).toEqual(PASS);
  });

  test('whatever the numbers of the slots', () => {
    expect(watch({ ...TWO_SLOTS, list: () => two(task(12, { slot: 7 })) }).verdict).toEqual(PASS);
  });

  test('tasks that are over do not matter', () => {
    const over = (['shutdown', 'failed', 'complete', 'rejected', 'orphaned'] as const).map((state, index) =>
      baseTask({ id: 40 + index, state, desired: 'shutdown' }),
    );
    expect(watch({ list: () => [...over, task(HEAD_TASK)] }).verdict).toEqual(PASS);
  });

  test.each<readonly [string, readonly TaskView[], readonly TaskView[] | null]>([
    ['a slot without any task', [task(HEAD_TASK)], null],
    ['two wanted tasks in one slot', two(task(12)), null],
    ['a third wanted task', [...two(task(12, { slot: 2 })), task(13, { slot: 3 })], null],
    ['a wanted task that is not up to date', two(baseTask({ slot: 2 })), [task(HEAD_TASK)]],
    [
      'a dirty task beside the up-to-date ones',
      [...two(task(12, { slot: 2 })), baseTask({ slot: 1 })],
      two(task(12, { slot: 2 })),
    ],
    ['a task that `list` no longer shows', [task(HEAD_TASK)], two(task(12, { slot: 2 }))],
    [
      'a task that `list` shows to be wanted no longer',
      two(task(12, { slot: 2, desired: 'shutdown' })),
      two(task(12, { slot: 2 })),
    ],
  ])('%s will not do', (_, list, upToDate) => {
    const run = watch({ ...TWO_SLOTS, list: () => list, ...(upToDate && { upToDate: () => upToDate }) });
    expect(run.verdict).not.toEqual(PASS);
  });

  test('a task that is shut down from one round to the next will not do, although `upToDate` still shows it', () => {
    const both = two(task(12, { slot: 2 }));
    const list = since(both, [3_000, two(task(12, { slot: 2, state: 'shutdown', desired: 'shutdown' }))]);
    expect(watch({ ...TWO_SLOTS, list, upToDate: () => both }).verdict).toEqual(undecided(/task in every slot/));
  });

  test('far more wanted tasks than there is room for will not do', () => {
    const list = () => [1, 2, 3, 4, 5].map((slot) => task(10 + slot, { slot }));
    expect(watch({ list }, { slots: 1 }).verdict).toEqual(undecided(/task in every slot/));
  });

  test.each(['new', 'pending', 'assigned', 'accepted', 'preparing', 'ready', 'starting'] as const)(
    'a task in state %s will not do',
    (state) => {
      const list = () => [task(HEAD_TASK, { state })];
      expect(watch({ list }).verdict).toEqual(undecided(/every wanted task running/));
    },
  );

  test('a replacement that still waits to be started (desired ready) will not do', () => {
    const list = () => [task(HEAD_TASK, { state: 'ready', desired: 'ready' })];
    expect(watch({ list, upToDate: list }).verdict).toEqual(undecided(/every wanted task running/));
  });

  test('a duplicate in the slot, desired ready, will not do', () => {
    const list = () => [task(HEAD_TASK), task(12, { state: 'ready', desired: 'ready' })];
    expect(watch({ list, upToDate: list }).verdict).toEqual(undecided(/one wanted, up-to-date task in every slot/));
  });
});

describe('a clean round has its tasks on nodes that are not down', () => {
  test.each<readonly [string, readonly NodeView[]]>([
    ['down', [node(NODE, { down: true })]],
    ['not there', [node(8)]],
  ])('a node that is %s will not do', (_, nodes) => {
    expect(watch({ nodes: () => nodes }).verdict).toEqual(undecided(/on a node that is not down/));
  });

  test('each task’s node is looked at', () => {
    const list = () => two(task(12, { slot: 2, node: 8 }));
    const nodes = [node(NODE), node(8, { down: true })];
    expect(watch({ ...TWO_SLOTS, list, nodes: () => nodes }).verdict).toEqual(undecided(/not down/));
    expect(watch({ ...TWO_SLOTS, list, nodes: () => [node(NODE), node(8)] }).verdict).toEqual(PASS);
  });
});

describe('a clean round has no other task running', () => {
  const leaving = (change: Partial<TaskView>) => () => [baseTask({ desired: 'shutdown', ...change }), task(HEAD_TASK)];

  test('an old task that is being stopped will not do', () => {
    expect(watch({ list: leaving({}) }).verdict).toEqual(undecided(/end of every task that is no longer wanted/));
  });

  test('nor will one that is to be removed, on another node', () => {
    const list = leaving({ desired: 'remove', node: 8 });
    expect(watch({ list, nodes: () => [node(NODE), node(8)] }).verdict).toEqual(undecided(/no longer wanted/));
  });

  test('on a node that is down it will do: its state is not heard of any more', () => {
    const list = leaving({ node: 8 });
    expect(watch({ list, nodes: () => [node(NODE), node(8, { down: true })] }).verdict).toEqual(PASS);
  });

  test('nor does it matter when that node comes back without the task', () => {
    const list = since(leaving({ node: 8 })(), [4_000, [task(HEAD_TASK)]]);
    const nodes = (ms: number) => [node(NODE), node(8, { down: ms < 4_000 })];
    expect(watch({ list, nodes })).toMatchObject({ verdict: PASS, atMs: 7_000 });
  });

  test('more such nodes than there is room for will not do', () => {
    const list = () => [8, 7].map((at) => baseTask({ id: at, desired: 'shutdown', node: at })).concat(task(HEAD_TASK));
    const nodes = () => [node(NODE), node(8, { down: true }), node(7, { down: true })];
    expect(watch({ list, nodes }, { slots: 1 }).verdict).toEqual(undecided(/no longer wanted/));
    expect(watch({ list, nodes }, { slots: 2 }).verdict).toEqual(PASS);
  });
});

describe('a global service wants a task on every node that is up and active', () => {
  const inspect = () => headService({ mode: 'global', replicas: 0 });
  const onNodes = (...ids: readonly number[]) => ids.map((id) => task(id, { slot: id, node: id }));

  test('one on each node', () => {
    expect(watch({ inspect, list: () => onNodes(8, 9), nodes: () => [node(8), node(9)] }).verdict).toEqual(PASS);
  });

  test('and takes as long as one with so many replicas', () => {
    const [update, nodes] = [{ ...headService().update, delayMs: 2_000 }, () => [node(8), node(9)]];
    const global = watch({
      inspect: () => headService({ mode: 'global', replicas: 0, update }),
      list: () => onNodes(8, 9),
      nodes,
    });
    const replicated = watch({ inspect: () => headService({ replicas: 2, update }), list: () => onNodes(8, 9), nodes });
    // The global service's tasks are counted in the first round, after its window was asked for.
    expect(global).toMatchObject({ verdict: PASS, atMs: replicated.atMs });
  });

  test('a node without one will not do', () => {
    const run = watch({ inspect, list: () => onNodes(8), nodes: () => [node(8), node(9)] });
    expect(run.verdict).toEqual(undecided(/a task on every node/));
  });

  test.each(['drain', 'pause'] as const)('a node that is on %s needs none', (availability) => {
    const nodes = () => [node(8), node(9, { availability })];
    expect(watch({ inspect, list: () => onNodes(8), nodes }).verdict).toEqual(PASS);
  });

  test('nor does a node that is down', () => {
    const nodes = () => [node(8), node(9, { down: true })];
    expect(watch({ inspect, list: () => onNodes(8), nodes }).verdict).toEqual(PASS);
  });

  test('no task at all will not do, whatever the nodes', () => {
    expect(watch({ inspect, list: () => [], nodes: () => [] }).verdict).not.toEqual(PASS);
  });
});

describe('up-to-date tasks that are wanted no longer do not count, wherever they are listed', () => {
  const over = (change: Partial<TaskView> = {}) => task(12, { state: 'shutdown', desired: 'shutdown', ...change });

  test.each([
    ['behind the wanted one', [task(HEAD_TASK), over()]],
    ['before it', [over(), task(HEAD_TASK)]],
    ['in a lower slot', [over({ slot: 1 }), task(HEAD_TASK, { slot: 2 })]],
  ])('%s', (_, tasks) => {
    expect(watch({ list: () => tasks, upToDate: () => tasks }).verdict).toEqual(PASS);
  });
});

test('a wanted task that only `list` shows will not do in place of the up-to-date one', () => {
  const run = watch({ list: () => [task(12)], upToDate: () => [task(HEAD_TASK)] });
  expect(run.verdict).toEqual(undecided(/task in every slot/));
});

test('a global service may have as many tasks as the memory has room for, and no more', () => {
  const inspect = () => headService({ mode: 'global', replicas: 0 });
  const on = (nodes: readonly number[]) => ({
    inspect,
    list: () => nodes.map((id) => task(id, { slot: id, node: id })),
    nodes: () => nodes.map((id) => node(id)),
  });
  expect(watch(on([8, 9]), { slots: 2 }).verdict).toEqual(PASS);
  expect(watch(on([7, 8, 9]), { slots: 2 }).verdict).toEqual(undecided(/room to remember that many slots/));
});

test('of old tasks that ran on a node which is down, a node is remembered once', () => {
  const old = (id: number) => baseTask({ id, node: 8, desired: 'shutdown' });
  const run = watch(
    { list: () => [old(2), old(3), task(HEAD_TASK)], nodes: () => [node(NODE), node(8, { down: true })] },
    { slots: 1 },
  );
  expect(run.verdict).toEqual(PASS);
});
