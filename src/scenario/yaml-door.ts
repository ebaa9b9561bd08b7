import { isAlias, isCollection, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Alias, Document, Node, YAMLMap } from 'yaml';
import { SimError } from '../errors.ts';

/** A YAML value with the line it stands on. Scalars are text: what a text means is for the setting to say. */
export type Located =
  | { readonly kind: 'map'; readonly line: number; readonly entries: ReadonlyMap<string, LocatedEntry> }
  | { readonly kind: 'list'; readonly line: number; readonly items: readonly Located[] }
  | { readonly kind: 'scalar'; readonly line: number; readonly text: string }
  | { readonly kind: 'nothing'; readonly line: number };

export interface LocatedEntry {
  readonly keyLine: number;
  readonly value: Located;
}

interface Reading {
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter;
  readonly done: Map<Node, Located>;
  readonly open: Set<Node>;
}

/** Reads one YAML document, anchors and merge keys resolved. Throws `scenario.malformed` naming file, line and column. */
export function readYaml(text: string, file: string): Located {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw malformed(`${file}:${line}:${col}`, `this is not YAML: ${error.message}`, 'Correct the file.');
  }
  return located({ file, document, lines, done: new Map(), open: new Set() }, document.contents);
}

function located(reading: Reading, node: unknown): Located {
  if (isAlias(node)) return located(reading, anchored(reading, node));
  if (!isScalar(node) && !isCollection(node)) return { kind: 'nothing', line: 1 };
  const known = reading.done.get(node);
  if (known !== undefined) return known;
  if (reading.open.has(node)) {
    throw malformed(place(reading, node), 'this anchor contains itself', 'Take the alias out of its own anchor.');
  }
  reading.open.add(node);
  const value = convert(reading, node);
  reading.open.delete(node);
  reading.done.set(node, value);
  return value;
}

function anchored(reading: Reading, alias: Alias): Node {
  const target = alias.resolve(reading.document);
  if (target !== undefined) return target;
  throw malformed(
    place(reading, alias),
    `there is no anchor &${alias.source} before this`,
    'Define it, or take the alias out.',
  );
}

function convert(reading: Reading, node: Node): Located {
  const line = lineOf(reading, node);
  if (isMap(node)) return { kind: 'map', line, entries: entriesOf(reading, node) };
  if (isSeq(node)) return { kind: 'list', line, items: node.items.map((item) => located(reading, item)) };
  if (!isScalar(node) || node.value === null) return { kind: 'nothing', line };
  // The source text, so that 1.50 stays 1.50.
  return { kind: 'scalar', line, text: typeof node.value === 'string' ? node.value : (node.source ?? '') };
}

function entriesOf(reading: Reading, map: YAMLMap): ReadonlyMap<string, LocatedEntry> {
  const entries = new Map<string, LocatedEntry>();
  for (const { key, value } of map.items) {
    if (!isMergeKey(key)) continue;
    const source = located(reading, value);
    // Of several merged maps the first wins; own keys win over all.
    for (const one of source.kind === 'list' ? source.items : [source]) {
      if (one.kind !== 'map') continue;
      for (const [name, entry] of one.entries) if (!entries.has(name)) entries.set(name, entry);
    }
  }
  for (const { key, value } of map.items) {
    if (isMergeKey(key)) continue;
    const name = located(reading, key);
    entries.set(name.kind === 'scalar' ? name.text : '', { keyLine: name.line, value: located(reading, value) });
  }
  return entries;
}

/** With `merge: true` the parser gives an unquoted `<<` a symbol for its value. */
function isMergeKey(key: unknown): boolean {
  return isScalar(key) && typeof key.value === 'symbol';
}

function lineOf(reading: Reading, node: Node): number {
  return node.range ? reading.lines.linePos(node.range[0]).line : 1;
}

function place(reading: Reading, node: Node): string {
  return `${reading.file}:${lineOf(reading, node)}`;
}

export function malformed(where: string, what: string, remedy: string): SimError {
  return new SimError({ code: 'scenario.malformed', where, what, remedy });
}
