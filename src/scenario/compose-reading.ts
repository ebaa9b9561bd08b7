import { interpolate } from './interpolation.ts';
import type { Environment } from './interpolation.ts';
import type { Written } from './kinds.ts';
import { malformed } from './yaml-door.ts';
import type { Located, LocatedEntry } from './yaml-door.ts';

/** One reading of one compose file: what its variables are, and what was odd about it. */
export interface ComposeReading {
  readonly file: string;
  readonly environment: Environment;
  readonly warnings: string[];
}

export type Entries = ReadonlyMap<string, LocatedEntry>;

export function placeOf({ file }: ComposeReading, line: number, path: string): string {
  return `${file}:${line} ${path}`;
}

export function warn(reading: ComposeReading, line: number, path: string, what: string): void {
  const warning = `${placeOf(reading, line, path)}: ${what}`;
  if (!reading.warnings.includes(warning)) reading.warnings.push(warning);
}

/** A mapping's entries; none where nothing is written. */
export function entriesOf(reading: ComposeReading, value: Located | undefined, path: string): Entries {
  if (value === undefined || value.kind === 'nothing') return new Map();
  if (value.kind === 'map') return value.entries;
  const what = value.kind === 'list' ? 'this is a list' : `"${value.text}" stands here`;
  throw malformed(placeOf(reading, value.line, path), what, 'Write a mapping, one "key: value" a line.');
}

/** A scalar's or a list's text, variables filled in; undefined where nothing is written. */
export function writtenAt(reading: ComposeReading, value: Located, path: string): Written | undefined {
  switch (value.kind) {
    case 'nothing':
      return undefined;
    case 'scalar':
      return filled(reading, value, path);
    case 'list':
      return value.items.map((item, index) => textAt(reading, item, `${path}[${index}]`));
    case 'map':
      throw malformed(placeOf(reading, value.line, path), 'a mapping stands here', 'Write one value.');
  }
}

/** As `writtenAt`, where only one value may stand. */
export function textAt(reading: ComposeReading, value: Located, path: string): string {
  if (value.kind === 'scalar') return filled(reading, value, path);
  if (value.kind === 'nothing') return '';
  throw malformed(
    placeOf(reading, value.line, path),
    `a ${value.kind === 'map' ? 'mapping' : 'list'} stands here`,
    'Write one value.',
  );
}

function filled(reading: ComposeReading, { text, line }: { text: string; line: number }, path: string): string {
  const result = interpolate(text, reading.environment);
  if (!result.ok) {
    const remedy = 'Write $$ for a "$", ${NAME:-default} for a default, or give the variable a value.';
    throw malformed(placeOf(reading, line, path), result.problem, remedy);
  }
  for (const name of result.unset) warn(reading, line, path, `the variable ${name} is not set; it counts as blank`);
  return result.text;
}
