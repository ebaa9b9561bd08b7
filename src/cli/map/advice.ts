import { labelOf } from './axes.ts';
import { written, type Inequality, type Operator } from './border.ts';

/** How one sets a setting, and what it is. */
const WORDS: Readonly<Record<string, { readonly set: string; readonly noun: string }>> = {
  poll_interval: { set: 'poll at intervals of', noun: 'the poll interval' },
  'update_config.monitor': { set: 'set a monitor window of', noun: 'the monitor window' },
  'update_config.delay': { set: 'set a delay of', noun: 'the delay between two batches' },
  'restart_policy.delay': { set: 'set a restart delay of', noun: 'the restart delay' },
  'rollback_config.monitor': { set: 'set a monitor window of rollbacks of', noun: 'the monitor window of rollbacks' },
  'rollback_config.delay': { set: 'set a delay of rollbacks of', noun: 'the delay of rollbacks' },
  health_answers: { set: 'wait for a number of answers in a row of', noun: 'the number of answers' },
  noop_grace: { set: 'allow a grace of', noun: 'the grace' },
  report_lag: { set: 'only rely on it with reports that lag', noun: 'the lag of reports' },
};

const OPERATOR: Readonly<Record<Operator, string>> = {
  '>=': 'at least',
  '>': 'more than',
  '<=': 'at most',
  '<': 'less than',
};

/** The inequality as what a user may do about it. */
export function adviceOf(inequality: Inequality, rule: string): string {
  const { left, operator, right, plus, named } = inequality;
  const { set } = wordsOf(left);
  const bound = right === null ? labelOf(left, plus) : product(inequality);
  const names = [...new Set(named.map(({ name, ms }) => `${name} is ${labelOf({ unit: 'ms' }, ms)}`))];
  const why = names.length === 0 ? '' : ` (${names.join(', ')})`;
  return `${set} ${OPERATOR[operator]} ${bound}: ${rule} is not fooled exactly where ${written(inequality)}${why}`;
}

function wordsOf({ key, name }: Inequality['left']): { readonly set: string; readonly noun: string } {
  return WORDS[key] ?? { set: `set ${name} to`, noun: name };
}

const PARTS: Readonly<Record<number, string>> = { 2: 'half', 3: 'a third of', 4: 'a quarter of' };
const MULTIPLES: Readonly<Record<number, string>> = { 2: 'twice', 3: 'three times', 4: 'four times' };

function product(inequality: Inequality): string {
  const { left, right, times, over, plus } = inequality;
  if (left.unit !== right?.unit) return written(inequality).split(` ${inequality.operator} `)[1] ?? '';
  const factor = over > 1 ? `${PARTS[over] ?? ''} ` : times > 1 ? `${MULTIPLES[times] ?? ''} ` : '';
  const sum = plus === 0 ? '' : plus > 0 ? ` and ${labelOf(left, plus)} more` : ` less ${labelOf(left, -plus)}`;
  return `${factor}${wordsOf(right).noun}${sum}`;
}
