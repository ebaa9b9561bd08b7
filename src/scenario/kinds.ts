import type { Window } from '#model/scenario.js';
import { formatDuration, parseDuration } from './durations.ts';
import { formatSize, parseSize } from './sizes.ts';
import { formatWindow, parseWindow } from './windows.ts';

/** A value as somebody wrote it, in a file or on the command line. */
export type Written = string | readonly string[];

/** How a setting's value is written. */
export interface Kind<T> {
  /** Completes "… is not". */
  readonly name: string;
  /** Completes "Give …". */
  readonly allowed: string;
  /** Undefined: not of this kind. */
  readonly decode: (written: Written) => T | undefined;
  /** The notation that `decode` reads back. A method, so that a kind of anything is a `Kind<unknown>`. */
  format(value: T): string;
}

/** A week: virtual instants are 32-bit ms, and sums of a few of these must fit. */
const MAX_MS = 7 * 24 * 3_600_000;
/** 64 TB. */
const MAX_MB = 67_108_864;

export function duration(leastMs = 0): Kind<number> {
  return {
    name: 'a duration',
    allowed: `a duration from ${formatDuration(leastMs)} to ${formatDuration(MAX_MS)}, such as 500ms, 5s or 1m30s`,
    decode: (written) => within(leastMs, MAX_MS, single(written, parseDuration)),
    format: formatDuration,
  };
}

export const window: Kind<Window> = {
  name: 'a duration or a window of durations',
  allowed: `a duration such as 5s, or a window such as 500ms..1m30s, up to ${formatDuration(MAX_MS)}`,
  decode: (written) => {
    const read = single(written, parseWindow);
    return read === undefined || read.latestMs > MAX_MS ? undefined : read;
  },
  format: formatWindow,
};

export function size(leastMb = 0): Kind<number> {
  return {
    name: 'a size',
    allowed: `a size from ${formatSize(leastMb)} to ${formatSize(MAX_MB)}, such as 512M or 1.5gb`,
    decode: (written) => within(leastMb, MAX_MB, single(written, parseSize)),
    format: formatSize,
  };
}

/** Levels of load: "0M..300M" is its two ends. */
export const sizeLevels: Kind<readonly number[]> = {
  name: 'a size, a range of sizes or a list of sizes',
  allowed: 'sizes such as 300M, 0M..300M or 0M,200M,1.5gb',
  decode: (written) => {
    const levels = new Set<number>();
    for (const part of items(written).flatMap((item) => item.split('..'))) {
      const level = within(0, MAX_MB, parseSize(part.trim()));
      if (level === undefined) return undefined;
      levels.add(level);
    }
    return levels.size === 0 ? undefined : [...levels].sort((a, b) => a - b);
  },
  format: (levels) => levels.map(formatSize).join(','),
};

export function wholeNumber(least: number, most = 1_000_000): Kind<number> {
  return {
    name: 'a whole number in its range',
    allowed: `a whole number from ${least} to ${most}`,
    decode: (written) =>
      within(
        least,
        most,
        single(written, (text) => (/^\d+$/.test(text) ? Number(text) : undefined)),
      ),
    format: String,
  };
}

export const ratio: Kind<number> = {
  name: 'a ratio',
  allowed: 'a number from 0 to 1, such as 0.25',
  decode: (written) =>
    within(
      0,
      1,
      single(written, (text) => (/^(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : undefined)),
    ),
  format: String,
};

export function choice<const T extends string>(options: readonly T[]): Kind<T> {
  return {
    name: `one of ${options.join(', ')}`,
    allowed: `one of ${options.join(', ')}`,
    decode: (written) => single(written, (text) => options.find((option) => option === text)),
    format: String,
  };
}

export const yesOrNo: Kind<boolean> = {
  name: 'true or false',
  allowed: 'true or false',
  decode: (written) => single(written, (text) => ({ true: true, false: false })[text]),
  format: String,
};

export const name: Kind<string> = {
  name: 'a name',
  allowed: 'letters, digits and . _ / -, at most 64',
  decode: (written) => single(written, (text) => (/^[\w./-]{1,64}$/.test(text) ? text : undefined)),
  format: String,
};

/** A deployed commit as abra writes it, or `none` for a service without that label. */
export const stamp: Kind<{ readonly label: string | null }> = {
  name: 'a stamp',
  allowed: 'a commit such as 7ae7b0f7 or 7ae7b0f7+U, or none',
  decode: (written) =>
    single(written, (text) => (/^\S{1,64}$/.test(text) ? { label: text === 'none' ? null : text } : undefined)),
  format: ({ label }) => label ?? 'none',
};

/** A healthcheck's command: all that matters is whether there is one. */
export const healthTest: Kind<'none' | 'command'> = {
  name: 'a command',
  allowed: 'a command, or ["NONE"]',
  decode: (written) => {
    const [first] = typeof written === 'string' ? [written] : written;
    if (first === undefined || first === '') return undefined;
    return first === 'NONE' ? 'none' : 'command';
  },
  format: (test) => (test === 'none' ? 'NONE' : test),
};

function single<T>(written: Written, parse: (text: string) => T | undefined): T | undefined {
  return typeof written === 'string' ? parse(written.trim()) : undefined;
}

function within(least: number, most: number, value: number | undefined): number | undefined {
  return value === undefined || value < least || value > most ? undefined : value;
}

/** Of a list, or of a text with commas. */
export function items(written: Written): readonly string[] {
  const list = typeof written === 'string' ? written.split(',') : written;
  return list.map((item) => item.trim()).filter((item) => item !== '');
}
