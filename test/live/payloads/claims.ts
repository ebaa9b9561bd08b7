/** Every leaf of an answer, by its path; what any two engines differ in is put in general terms. */
export function claimsOf(json: unknown, path = ''): ReadonlyMap<string, unknown> {
  if (typeof json !== 'object' || json === null) return new Map([[path, comparable(json)]]);
  const entries = Object.entries(json);
  if (entries.length === 0) return new Map([[path, Array.isArray(json) ? '[]' : '{}']]);
  return new Map(entries.flatMap(([key, value]) => [...claimsOf(value, path === '' ? key : `${path}.${key}`)]));
}

function comparable(leaf: unknown): unknown {
  if (typeof leaf !== 'string') return leaf;
  return leaf
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replaceAll(/\b(?=[0-9a-z]*\d)[0-9a-z]{25}\b/g, 'ID')
    .replaceAll(/\b[0-9a-f]{64}\b/g, 'CONTAINER');
}
