import { SimError } from '../../errors.ts';
import { formatDuration } from '../../scenario/durations.ts';
import { window } from '../../scenario/kinds.ts';
import { isSettingKey, SETTINGS, settingKeyOf, type SettingKey } from '../../scenario/settings.ts';
import { AXES } from './axis-names.ts';

/** One direction of a map: a setting, and the values that it takes. */
export interface Axis {
  /** As the user wrote it. */
  readonly name: string;
  readonly key: SettingKey;
  readonly unit: 'ms' | 'count';
  readonly values: readonly number[];
}

/** As many as a picture has room for. */
const MOST_VALUES = 40;

/** `monitor=1s..20s`, `monitor=1s..20s/2s` or `monitor=1s,2s,5s`. */
export function parseAxis(text: string, option: string): Axis {
  const at = text.indexOf('=');
  const refuse = refusing(option, text);
  if (at < 1) throw refuse('it names no range', 'Give a setting and its range, as in monitor=1s..20s.');
  const name = text.slice(0, at).trim();
  const key = AXES[name] ?? settingKeyOf(name);
  const unit = key === undefined ? undefined : unitOf(key);
  if (key === undefined || unit === undefined) {
    const what = key === undefined ? `there is no setting "${name}"` : `${name} is neither a time nor a number`;
    throw refuse(what, `Choose one of ${Object.keys(AXES).join(', ')}, or another key of sim scenario.`);
  }
  const read = (part: string): number => {
    const value = readOne(key, unit, part.trim());
    if (value === undefined) throw refuse(`"${part.trim()}" is no value of ${name}`, remedyOf(key));
    return value;
  };
  const values = valuesOf(text.slice(at + 1), unit, read);
  if (values.length < 2 || values.length > MOST_VALUES) {
    const what = `these are ${values.length > MOST_VALUES ? `more than ${MOST_VALUES} values` : 'fewer than two values'}`;
    throw refuse(what, 'Give a range with a step, as in 1s..20s/2s, or a list, as in 1s,2s,5s.');
  }
  return { name, key, unit, values };
}

/** How an axis writes one of its values. */
export const labelOf = ({ unit }: Pick<Axis, 'unit'>, value: number): string =>
  unit === 'ms' ? formatDuration(value) : String(value);

/** The same for `--set`: what may take any time up to the value, where the setting is a window. */
export function pairOf(axis: Axis, value: number): string {
  const label = labelOf(axis, value);
  return `${axis.key}=${SETTINGS[axis.key] === window ? `0s..${label}` : label}`;
}

function unitOf(key: SettingKey): Axis['unit'] | undefined {
  const kind = SETTINGS[key];
  if (typeof kind.decode('2') === 'number') return 'count';
  return typeof kind.decode('1s') === 'number' || (kind as unknown) === window ? 'ms' : undefined;
}

function readOne(key: SettingKey, unit: Axis['unit'], text: string): number | undefined {
  const value = SETTINGS[key].decode(text);
  if (typeof value === 'number') return value;
  const isWindow = unit === 'ms' && typeof value === 'object' && 'latestMs' in value;
  return isWindow && !text.includes('..') ? value.latestMs : undefined;
}

function valuesOf(text: string, unit: Axis['unit'], read: (part: string) => number): readonly number[] {
  const [range = '', step] = text.split('/');
  if (!range.includes('..')) return [...new Set(range.split(',').map(read))].sort((a, b) => a - b);
  const [from = '', to = ''] = range.split('..');
  const [least, most] = [read(from), read(to)];
  const by = step === undefined ? usualStep(unit, least, most) : read(step);
  const count = by > 0 && most >= least ? Math.floor((most - least) / by) + 1 : 0;
  return Array.from({ length: Math.min(count, MOST_VALUES + 1) }, (_, i) => least + i * by);
}

/** One of the unit that both ends are whole numbers of. */
function usualStep(unit: Axis['unit'], least: number, most: number): number {
  if (unit === 'count') return 1;
  return [60_000, 1_000, 100, 10].find((ms) => least % ms === 0 && most % ms === 0 && most > least) ?? 1;
}

function remedyOf(key: SettingKey): string {
  return isSettingKey(key) ? `Give ${SETTINGS[key].allowed}.` : '';
}

function refusing(option: string, text: string): (what: string, remedy: string) => SimError {
  return (what, remedy) => new SimError({ code: 'usage.bad-value', where: `${option} ${text}`, what, remedy });
}
