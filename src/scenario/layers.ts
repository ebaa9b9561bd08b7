import { SimError } from '../errors.ts';
import type { ErrorCode } from '../errors.ts';
import type { Kind, Written } from './kinds.ts';
import { SETTINGS } from './settings.ts';
import type { SettingKey, SettingValue } from './settings.ts';

/** A setting's value in its own notation, and where it came from: "compose.yml:12", "--set", "x-sim (compose.yml:40)", "default: SwarmKit". */
interface Sourced {
  readonly value: string;
  readonly source: string;
}

/** Every setting that the scenario was made of. */
export type SourceMap = ReadonlyMap<SettingKey, Sourced>;

/** A value that somebody gave, decoded. */
export interface Told {
  readonly value: unknown;
  readonly source: string;
}

/** All that one place gives: the command line, an x-sim block, the Compose service. */
export type Layer = ReadonlyMap<SettingKey, Told>;

export interface Claim {
  readonly written: Written;
  readonly source: string;
  /** File with line and key, or the option. */
  readonly where: string;
  readonly code: ErrorCode;
}

/** Decodes what was written for a setting, or throws naming where it stands and what is allowed. */
export function told(key: SettingKey, { written, source, where, code }: Claim): Told {
  const kind = SETTINGS[key];
  const value = kind.decode(written);
  if (value !== undefined) return { value, source };
  throw new SimError({ code, where, what: `${quoted(written)} is not ${kind.name}`, remedy: `Give ${kind.allowed}.` });
}

/** Whose default a value is when nobody gave one. */
type DefaultOf = 'SwarmKit' | 'Docker' | 'sim';

export interface Picker {
  /** The value of the first layer that has the setting, else the fallback; noted with its source. */
  readonly pick: <K extends SettingKey>(key: K, fallback: SettingValue<K>, by?: DefaultOf) => SettingValue<K>;
  /** As `pick`, for a number whose 0 means "not given" to the engine. */
  readonly pickNonZero: (key: NumberKey, fallback: number, by?: DefaultOf) => number;
  /** The value if some layer has it; not noted. */
  readonly given: <K extends SettingKey>(key: K) => SettingValue<K> | undefined;
  /** Where the first layer that has the setting found it. */
  readonly sourceOf: (key: SettingKey) => string | undefined;
  /** Which layer that is: a lower one wins. Infinity: none. */
  readonly rankOf: (key: SettingKey) => number;
  /** What to blame when the value does not fit the others. */
  readonly blame: (key: SettingKey) => { readonly where: string; readonly code: ErrorCode };
  readonly note: <K extends SettingKey>(key: K, value: SettingValue<K>, source: string) => void;
  readonly sources: SourceMap;
}

type NumberKey = { [K in SettingKey]: SettingValue<K> extends number ? K : never }[SettingKey];

/** Reads settings through layers, first layer first. `service`: the one beside the app that they are about. */
export function picker(layers: readonly Layer[], service?: string): Picker {
  const sources = new Map<SettingKey, Sourced>();
  const find = (key: SettingKey): Told | undefined => layers.find((layer) => layer.has(key))?.get(key);
  const given: Picker['given'] = (key) => {
    const found = find(key);
    return found === undefined ? undefined : valueOf(key, found);
  };
  const note: Picker['note'] = (key, value, source) => {
    sources.set(key, { value: formatted(key, value), source });
  };
  const choose: Picker['pick'] = (key, fallback, by = 'sim') => {
    note(key, fallback, `default: ${by}`);
    return fallback;
  };
  const pick: Picker['pick'] = (key, fallback, by) => {
    const found = find(key);
    if (found === undefined) return choose(key, fallback, by);
    const value = valueOf(key, found);
    note(key, value, found.source);
    return value;
  };
  const pickNonZero: Picker['pickNonZero'] = (key, fallback, by) =>
    given(key) === 0 ? choose(key, fallback, by) : pick(key, fallback, by);
  const rankOf = (key: SettingKey): number => {
    const rank = layers.findIndex((layer) => layer.has(key));
    return rank === -1 ? Infinity : rank;
  };
  const blame: Picker['blame'] = (key) => {
    const source = find(key)?.source ?? '--set';
    if (!source.startsWith('--')) return { where: `${source} ${key}`, code: 'scenario.malformed' };
    // An option of its own, such as --head, needs no key.
    const about = source === '--set' ? settingOf(key, service) : (service ?? '');
    return { where: `${source} ${about}`.trimEnd(), code: 'usage.bad-value' };
  };
  return { pick, pickNonZero, given, sourceOf: (key) => find(key)?.source, rankOf, blame, note, sources };
}

/** How `--set` names a setting: SERVICE:KEY beside the app. No key has a colon, and no service's name has one. */
export function settingOf(key: SettingKey, service: string | undefined): string {
  return service === undefined ? key : `${service}:${key}`;
}

/** `told` decoded the value with the kind of this very key. */
function valueOf<K extends SettingKey>(_key: K, { value }: Told): SettingValue<K> {
  return value as SettingValue<K>;
}

function formatted<K extends SettingKey>(key: K, value: SettingValue<K>): string {
  const kind: Kind<unknown> = SETTINGS[key];
  return kind.format(value);
}

function quoted(written: Written): string {
  const text = typeof written === 'string' ? written : `[${written.join(', ')}]`;
  return `"${text.length > 60 ? `${text.slice(0, 57)}...` : text}"`;
}
