import type { FieldKind, RecordLayout, Row } from '../layout/layout.ts';
import { blank, layoutBuilder } from '../layout/layout.ts';

/** One record made of several: its layout, and where each part starts in it. */
export interface Joined<Parts> {
  readonly memory: RecordLayout;
  readonly base: { readonly [P in keyof Parts]: number };
}

export function joined<Parts extends Readonly<Record<string, RecordLayout>>>(parts: Parts): Joined<Parts> {
  const builder = layoutBuilder();
  const placed = Object.entries(parts).map(([part, layout]) => ({ part, layout, base: builder.add(layout) }));
  const fields = placed.flatMap(({ part, layout, base }) =>
    Object.entries(layout.at).map(([field, offset]) => [`${part}.${field}`, base + offset]),
  );
  const { stride, kinds } = builder.done();
  return {
    memory: { at: Object.fromEntries(fields) as RecordLayout['at'], size: stride, kinds },
    base: Object.fromEntries(placed.map(({ part, base }) => [part, base])) as Joined<Parts>['base'],
  };
}

/** `count` words of one kind. */
export function words(kind: FieldKind, count: number): RecordLayout {
  const builder = layoutBuilder();
  builder.words(kind, count);
  const at = Object.fromEntries(Array.from({ length: count }, (_, offset) => [String(offset), offset]));
  return { at, size: count, kinds: builder.done().kinds };
}

/** Back to the words before the first question, so that memory which nobody reads again tells no two states apart. */
export function forget(memory: RecordLayout, row: Row, at: number): void {
  blank(row, at, memory.kinds);
}
