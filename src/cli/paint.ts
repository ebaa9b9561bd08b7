import { styleText } from 'node:util';
import { PLAIN } from '../report/columns.ts';
import type { Style } from '../report/columns.ts';
import type { Io } from './io.ts';

/** Colour on a terminal only; FORCE_COLOR and NO_COLOR (no-color.org) decide over that, in this order. */
export function styleFor({ stdout, env }: Pick<Io, 'stdout' | 'env'>): Style {
  return wantsColour(env, stdout.isTTY) ? COLOURED : PLAIN;
}

function wantsColour(env: Io['env'], isTTY: boolean): boolean {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  return isTTY && env['TERM'] !== 'dumb';
}

// Not validated against process.stdout: the decision is made above, for the stream that is written to.
const coloured = (format: 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan') => (text: string) =>
  text === '' ? text : styleText(format, text, { validateStream: false });

const COLOURED: Style = {
  bold: coloured('bold'),
  dim: coloured('dim'),
  red: coloured('red'),
  green: coloured('green'),
  yellow: coloured('yellow'),
  cyan: coloured('cyan'),
};
