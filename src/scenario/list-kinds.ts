import { items } from './kinds.ts';
import type { Kind } from './kinds.ts';

/** Some of a list's words, kept in that list's order, or `none`. `beyond` is said after what is allowed. */
export function someOf<const T extends string>(options: readonly T[], what: string, beyond = ''): Kind<readonly T[]> {
  return {
    name: `a list of ${what}`,
    allowed: `a list of ${options.join(', ')}, or none${beyond}`,
    decode: (written) => {
      const given = items(written);
      if (isNone(given)) return [];
      const known = options.filter((option) => given.includes(option));
      return given.length > 0 && given.every((word) => known.some((option) => option === word)) ? known : undefined;
    },
    format: orNone,
  };
}

/** Names of services, in the order of writing, or `none`. */
export const services: Kind<readonly string[]> = {
  name: 'a list of services',
  allowed: 'names of services such as worker,db, or none',
  decode: (written) => {
    const given = items(written);
    if (isNone(given)) return [];
    return given.length > 0 && given.every((word) => /^[\w.-]+$/.test(word)) ? given : undefined;
  },
  format: orNone,
};

/** Words whose meaning depends on other settings. */
export const words: Kind<readonly string[]> = {
  name: 'a list',
  allowed: 'a list of words',
  decode: (written) => (items(written).length === 0 ? undefined : items(written)),
  format: (list) => list.join(','),
};

function isNone(list: readonly string[]): boolean {
  return list.length === 1 && list[0] === 'none';
}

function orNone(list: readonly string[]): string {
  return list.length === 0 ? 'none' : list.join(',');
}
