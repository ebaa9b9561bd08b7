/** JSON that is kept and shown as it was sent. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object's object; one without entries where it has none. */
export function objectIn(of: JsonObject, key: string): JsonObject {
  const value = of[key];
  return isObject(value) ? value : {};
}

export function textIn(of: JsonObject, key: string): string {
  const value = of[key];
  return typeof value === 'string' ? value : '';
}

export function numberIn(of: JsonObject, key: string): number {
  const value = of[key];
  return typeof value === 'number' ? value : 0;
}

/** All of an object but these entries. */
export const omit = (of: JsonObject, ...keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(of).filter(([key]) => !keys.includes(key)));

/** Labels of an object that may have some. */
export function labelsIn(of: JsonObject, key = 'Labels'): Readonly<Record<string, string>> {
  const labels = objectIn(of, key);
  return Object.fromEntries(
    Object.entries(labels).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/**
 * The same text for documents that mean the same to the engine: sorted keys, and without what Go would not have sent.
 * Simplified: an empty object means the same as none, which to a real IsTaskDirty it does not (semantics 5).
 */
export function canonical(value: Json | undefined): string {
  return JSON.stringify(bare(value) ?? null);
}

function bare(value: Json | undefined): Json | undefined {
  if (value === null || value === undefined || value === '' || value === 0 || value === false) return undefined;
  if (Array.isArray(value))
    return value.length === 0 ? undefined : (value as readonly Json[]).map((item) => bare(item) ?? null);
  if (!isObject(value)) return value;
  const entries = Object.keys(value)
    .sort()
    .map((key) => [key, bare(value[key])] as const)
    .filter((entry) => entry[1] !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
