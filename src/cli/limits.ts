import { InvalidArgumentError, Option } from 'commander';
import { timeSpan, wholeNumber } from './options.ts';

/** Where a search of every state gives up. */
export interface Limits {
  readonly states?: number;
  /** Of each search, in bytes. */
  readonly memory?: number;
  /** Of all together, in ms. */
  readonly time?: number;
}

/** Longer than any session: setTimeout takes no more. */
export const NO_LIMIT_MS = 2 ** 31 - 1;

/** `each`: what is searched by itself, in a word. */
export function limitOption(each: string): Option {
  return new Option(
    '--limit <limits>',
    `give up, undecided, at states=N (a ${each}), memory=2GiB (a search) or time=10m (all); with commas`,
  ).argParser(limits);
}

/** What only a search of every state of a scenario of one's own takes. */
export function exhaustiveOptions(): readonly Option[] {
  return [
    limitOption('search'),
    new Option(
      '--tick <duration>',
      'of --strategy exhaustive: the tick of its clock (default: the longest that meets every time of the scenario)',
    ).argParser(timeSpan),
  ];
}

const KEYS = { states: wholeNumber(1, 2_000_000_000), memory: bytes, time: timeSpan } as const;

/** `states=1000000,memory=2GiB,time=10m` */
function limits(text: string, before: Limits = {}): Limits {
  const given = text.split(',').map((part) => {
    const [key = '', value = ''] = part.split('=').map((word) => word.trim());
    if (!(key in KEYS)) throw new InvalidArgumentError('Give states=N, memory=SIZE or time=DURATION.');
    return [key, KEYS[key as keyof typeof KEYS](value)];
  });
  return { ...before, ...(Object.fromEntries(given) as Limits) };
}

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

function bytes(text: string): number {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)\s*([kmg]?)i?b?$/i.exec(text) ?? [];
  if (amount === undefined) throw new InvalidArgumentError('Give a size such as memory=500MiB or memory=4GiB.');
  return Number(amount) * (UNITS[unit.toLowerCase()] as number);
}
