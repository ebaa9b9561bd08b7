import { describe, expect, test } from 'vitest';
import { labelOf, parseAxis } from '#src/cli/map/axes.js';
import { borderOf, type Decided } from '#src/cli/map/border.js';
import { sim } from '../memory-io.ts';

const x = parseAxis('monitor=1s..5s', '--x');
const y = parseAxis('poll_interval=1s..5s', '--y');

/** A map whose cells are fooled where this holds; in whole seconds. */
function cellsWhere(isFooled: (x: number, y: number) => boolean): readonly Decided[] {
  return y.values.flatMap((up) =>
    x.values.map((across) => ({ x: across, y: up, isFooled: isFooled(across / 1_000, up / 1_000) })),
  );
}
const border = (isFooled: (x: number, y: number) => boolean, constants: { name: string; ms: number }[] = []) =>
  borderOf({ rule: 'rule', x, y, cells: cellsWhere(isFooled), constants });

describe('the simplest inequality that holds in the cells that are not fooled', () => {
  test.each([
    ['monitor <= 3s', (m: number) => m > 3],
    ['monitor >= 3s', (m: number) => m < 3],
    ['poll_interval >= 2s', (_m: number, p: number) => p < 2],
    ['poll_interval >= monitor', (m: number, p: number) => p < m],
    ['poll_interval > monitor', (m: number, p: number) => p <= m],
    ['poll_interval < monitor', (m: number, p: number) => p >= m],
    ['2 x poll_interval >= monitor', (m: number, p: number) => 2 * p < m],
    ['poll_interval > 2 x monitor', (m: number, p: number) => p <= 2 * m],
  ])('%s', (inequality, isFooled) => {
    expect(border(isFooled)).toMatchObject({ kind: 'separated', inequality });
  });

  test('with a constant of the cells added, which is named', () => {
    const lag = [{ name: 'report_lag', ms: 2_000 }];
    expect(border((m, p) => p < m + 2, lag)).toEqual({
      kind: 'separated',
      inequality: 'poll_interval >= monitor + 2s',
      advice:
        'poll at intervals of at least the monitor window and 2s more: rule is not fooled exactly where ' +
        'poll_interval >= monitor + 2s (report_lag is 2s)',
    });
  });

  test('none where none does, though all but one cell fit', () => {
    expect(border((m, p) => p < m || (m === 1 && p === 5))).toEqual({ kind: 'mixed' });
    expect(border((m, p) => (m + p) % 2 === 0)).toEqual({ kind: 'mixed' });
  });

  test('none is needed where all cells agree, and none can be had of no cells', () => {
    expect(border(() => false)).toEqual({ kind: 'nowhere fooled' });
    expect(border(() => true)).toEqual({ kind: 'everywhere fooled' });
    expect(borderOf({ rule: 'rule', x, y, cells: [], constants: [] })).toEqual({ kind: 'nothing decided' });
  });
});

describe('the range of an axis', () => {
  const values = (text: string) => {
    const axis = parseAxis(text, '--x');
    return axis.values.map((value) => labelOf(axis, value)).join(' ');
  };
  test.each([
    ['monitor=1s..3s', '1s 2s 3s'],
    ['monitor=1s..6s/2s', '1s 3s 5s'],
    ['monitor=500ms..700ms', '500ms 600ms 700ms'],
    ['monitor=5s,1s,1s', '1s 5s'],
    ['monitor=1m..3m', '1m 2m 3m'],
    ['health_answers=1..3', '1 2 3'],
    ['lag=0s..2s', '0s 1s 2s'],
    ['rollback_config.delay=0s..2s', '0s 1s 2s'],
  ])('%s', (text, shown) => expect(values(text)).toBe(shown));

  test.each([
    ['--x monitor', 'it names no range'],
    ['--x foo=1s..2s', 'there is no setting "foo"'],
    ['--x update_config.order=1s..2s', 'update_config.order is neither a time nor a number'],
    ['--x monitor=1s', 'these are fewer than two values'],
    ['--x monitor=5s..1s', 'these are fewer than two values'],
    ['--x monitor=1s..1m/1s', 'these are more than 40 values'],
    ['--x monitor=1s..soon', '"soon" is no value of monitor'],
    ['--x monitor=0s..2s', 'the engine takes that for 5s'],
    ['--x monitor=1s..2s --set update_config.monitor=4s', 'monitor is varied by the map as well'],
    ['--x monitor=1001ms,2s', 'with update_config.monitor 1.001s a tick is 1ms'],
    ['--rule nobody/x', 'no rule is called "nobody/x"'],
  ])('%s is refused', async (words, what) => {
    const { exitCode, stderr, stdout } = await sim(['map', ...words.split(' ')]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(what);
  });

  test('a picture that cannot be written is refused before any search', async () => {
    const { exitCode, stderr } = await sim(['map', '--svg', 'nowhere/map.svg']);
    expect(exitCode).toBe(5);
    expect(stderr).toContain('--svg nowhere/map.svg: the picture cannot be written there');
  });
});
