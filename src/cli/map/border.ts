import type { Constant } from '#properties/proof/ticks.js';
import type { Border } from '../../report/map/result.ts';
import { labelOf, type Axis } from './axes.ts';
import { adviceOf } from './advice.ts';

/** A cell that was decided, by the values of its axes. */
export interface Decided {
  readonly x: number;
  readonly y: number;
  readonly isFooled: boolean;
}

const OPERATORS = ['>=', '>', '<=', '<'] as const;
export type Operator = (typeof OPERATORS)[number];

/** `left op times x right + plus`; without a right axis `left op plus`. */
export interface Inequality {
  readonly left: Axis;
  readonly operator: Operator;
  readonly right: Axis | null;
  /** As a fraction, `over` 1 or `times` 1 where both axes have one unit. */
  readonly times: number;
  readonly over: number;
  readonly plus: number;
  /** What the constants among these numbers are called; none: they are bare numbers. */
  readonly named: readonly Constant[];
}

export interface BorderRequest {
  readonly rule: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly cells: readonly Decided[];
  /** Times that are the same in every cell. */
  readonly constants: readonly Constant[];
}

/** The simplest inequality that holds in every cell where the rule is not fooled, and in no other. */
export function borderOf(request: BorderRequest): Border {
  const { cells } = request;
  if (cells.length === 0) return { kind: 'nothing decided' };
  if (cells.every(({ isFooled }) => !isFooled)) return { kind: 'nowhere fooled' };
  if (cells.every(({ isFooled }) => isFooled)) return { kind: 'everywhere fooled' };
  const found = candidates(request).find((candidate) => separates(candidate, request));
  if (found === undefined) return { kind: 'mixed' };
  return { kind: 'separated', inequality: written(found), advice: adviceOf(found, request.rule) };
}

function separates(inequality: Inequality, { x, cells }: BorderRequest): boolean {
  return cells.every((cell) => {
    const isX = inequality.left === x;
    return holds(inequality, isX ? cell.x : cell.y, isX ? cell.y : cell.x) !== cell.isFooled;
  });
}

/** Values are whole numbers: compared without a quotient, so nothing is rounded. */
function holds({ operator, right, times, over, plus }: Inequality, left: number, other: number): boolean {
  const difference = left * over - (right === null ? 0 : other * times) - plus * over;
  switch (operator) {
    case '>=':
      return difference >= 0;
    case '>':
      return difference > 0;
    case '<=':
      return difference <= 0;
    case '<':
      return difference < 0;
  }
}

type Side = Omit<Inequality, 'operator'>;

/** The simplest first: one axis alone, then one beside the other, in multiples, and last with something added. */
function candidates(request: BorderRequest): readonly Inequality[] {
  return [...sidesOf(request)].flatMap((side) => {
    // A bound alone is one of the values, and one that was seen to be safe: nothing is said of what lies between two.
    const operators = side.right === null ? (['>=', '<='] as const) : OPERATORS;
    return operators.map((operator) => ({ ...side, operator }));
  });
}

function* sidesOf({ x, y, constants }: BorderRequest): Iterable<Side> {
  for (const left of [x, y]) {
    for (const plus of left.values) {
      const named = left.unit === 'ms' ? constants.filter(({ ms }) => ms === plus).slice(0, 1) : [];
      yield { left, right: null, times: 1, over: 1, plus, named };
    }
  }
  const slopes = x.unit === y.unit ? SLOPES.map((slope) => ({ ...slope, named: [] })) : slopesBetween(x, constants);
  const offsets = offsetsOf(y, constants);
  for (const slope of slopes) yield { left: y, right: x, ...slope, plus: 0 };
  for (const slope of slopes) {
    for (const { plus, named } of offsets) {
      yield { left: y, right: x, ...slope, plus, named: [...slope.named, ...named] };
    }
  }
}

const SLOPES = [
  { times: 1, over: 1 },
  ...[2, 3, 4].flatMap((factor) => [
    { times: 1, over: factor },
    { times: factor, over: 1 },
  ]),
];

/** A number of things that take a constant's time each, against a time. */
function slopesBetween(x: Axis, constants: readonly Constant[]): readonly Pick<Side, 'times' | 'over' | 'named'>[] {
  return constants.map((constant) =>
    x.unit === 'ms'
      ? { times: 1, over: constant.ms, named: [constant] }
      : { times: constant.ms, over: 1, named: [constant] },
  );
}

function offsetsOf(y: Axis, constants: readonly Constant[]): readonly Pick<Side, 'plus' | 'named'>[] {
  if (y.unit === 'count') return [1, -1, 2, -2].map((plus) => ({ plus, named: [] }));
  return constants.flatMap((constant) => [
    { plus: constant.ms, named: [constant] },
    { plus: -constant.ms, named: [constant] },
  ]);
}

/** `2 x poll_interval >= monitor`, `health_answers >= monitor / 2s + 1`. */
export function written({ left, operator, right, times, over, plus }: Inequality): string {
  if (right === null) return `${left.name} ${operator} ${labelOf(left, plus)}`;
  const isOneUnit = left.unit === right.unit;
  const factor = (of: number, name: string): string => (of === 1 ? name : `${of} x ${name}`);
  const added = isOneUnit ? plus * over : plus;
  const sum = added === 0 ? '' : ` ${added < 0 ? '-' : '+'} ${labelOf(left, Math.abs(added))}`;
  if (isOneUnit) return `${factor(over, left.name)} ${operator} ${factor(times, right.name)}${sum}`;
  const scaled =
    right.unit === 'ms' ? `${right.name} / ${labelOf(right, over)}` : `${right.name} x ${labelOf(left, times)}`;
  return `${left.name} ${operator} ${scaled}${sum}`;
}
