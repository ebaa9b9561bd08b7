import { inGeneral } from '../comparable.ts';

/** Every leaf of an answer, by its path; what any two engines differ in is put in general terms. */
export function claimsOf(json: unknown, path = ''): ReadonlyMap<string, unknown> {
  if (typeof json !== 'object' || json === null)
    return new Map([[path, typeof json === 'string' ? inGeneral(json) : json]]);
  const entries = Object.entries(json);
  if (entries.length === 0) return new Map([[path, Array.isArray(json) ? '[]' : '{}']]);
  return new Map(entries.flatMap(([key, value]) => [...claimsOf(value, path === '' ? key : `${path}.${key}`)]));
}
