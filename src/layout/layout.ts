/**
 * Packed state: fields are declared once, by name, and live in one fixed-stride row of 32-bit words.
 * The model's world and a judge's memory are both made of it.
 */
export type Row = Int32Array;

/** What a word means. `instant`: virtual ms, or NEVER. `identity`: a task id; `version`: a raft index. Both only compared. */
export type FieldKind = 'flag' | 'code' | 'count' | 'identity' | 'version' | 'instant';

export type Fields = Readonly<Record<string, FieldKind>>;

export interface RecordLayout<F extends Fields = Fields> {
  /** Offset of each field from the start of a record. */
  readonly at: { readonly [K in keyof F]: number };
  readonly size: number;
  readonly kinds: readonly FieldKind[];
}

/** The value of an instant that has not come, and of an instant that is not set. */
export const NEVER = -0x80000000;

export function record<const F extends Fields>(fields: F): RecordLayout<F> {
  const names = Object.keys(fields) as (keyof F)[];
  const at = Object.fromEntries(names.map((name, offset) => [name, offset])) as { readonly [K in keyof F]: number };
  return { at, size: names.length, kinds: names.map((name) => fields[name] as FieldKind) };
}

/** Words that belong together. Parts of one type mean the same, word by word. */
export interface Part {
  readonly start: number;
  readonly size: number;
  readonly type: number;
}

/** Where each region of a row starts, and what each of its words means. */
export interface Layout {
  readonly stride: number;
  readonly kinds: readonly FieldKind[];
  /** The row cut into its records. */
  readonly parts: readonly Part[];
}

export interface LayoutBuilder {
  /** Appends `count` records, each a part; returns the offset of the first. */
  add(layout: Pick<RecordLayout, 'kinds'>, count?: number): number;
  /** Appends `count` words of one kind; returns the offset of the first. */
  words(kind: FieldKind, count: number): number;
  /** Appends a whole layout, its parts remaining what they are; returns where it starts. */
  embed(layout: Layout): number;
  done(): Layout;
}

export function layoutBuilder(): LayoutBuilder {
  const kinds: FieldKind[] = [];
  const parts: Part[] = [];
  const types = new Map<unknown, number>();
  const typeOf = (key: unknown): number => {
    const known = types.get(key) ?? types.size;
    types.set(key, known);
    return known;
  };
  const append = (key: unknown, of: readonly FieldKind[]): void => {
    if (of.length > 0) parts.push({ start: kinds.length, size: of.length, type: typeOf(key) });
    kinds.push(...of);
  };
  return {
    add(layout, count = 1) {
      const base = kinds.length;
      for (let i = 0; i < count; i++) append(layout, layout.kinds);
      return base;
    },
    words(kind, count) {
      const base = kinds.length;
      append(
        {},
        Array.from({ length: count }, () => kind),
      );
      return base;
    },
    embed(layout) {
      const base = kinds.length;
      const own = new Map<number, unknown>();
      for (const { start, size, type } of layout.parts) {
        const key = own.get(type) ?? {};
        own.set(type, key);
        append(key, layout.kinds.slice(start, start + size));
      }
      return base;
    },
    done: () => ({ stride: kinds.length, kinds: [...kinds], parts: [...parts] }),
  };
}

/** Words of nothing, from here on: zeros, and every instant NEVER. */
export function blank(row: Row, at: number, kinds: readonly FieldKind[]): void {
  for (let offset = 0; offset < kinds.length; offset++) row[at + offset] = kinds[offset] === 'instant' ? NEVER : 0;
}

/** Reads one word. Offsets come from a layout of the same row, so the word exists. */
export const get = (row: Row, at: number): number => row[at] as number;

export const set = (row: Row, at: number, value: number): void => {
  row[at] = value;
};
