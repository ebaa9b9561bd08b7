import { badRequest, EngineError } from './engine-error.ts';
import { isObject, type JsonObject, type Json } from './documents.ts';
import { parseJson } from './go-json.ts';

/** The versions of the API that are answered: Engine 20.10's 1.41 and older ones that say the same, up to Engine 28.5's. */
export const NEWEST_API = '1.51';
export const OLDEST_API = '1.24';

export interface EngineRequest {
  readonly method: string;
  /** With its query, as it was sent. */
  readonly path: string;
  readonly body: string;
}

/** A request, taken apart. */
export interface Asked {
  readonly method: string;
  /** "services/demo_app/update", decoded piece by piece. */
  readonly pieces: readonly string[];
  readonly query: URLSearchParams;
  readonly apiVersion: string;
  readonly body: string;
}

export function asked({ method, path, body }: EngineRequest): Asked {
  const mark = path.indexOf('?');
  const route = mark < 0 ? path : path.slice(0, mark);
  const query = new URLSearchParams(mark < 0 ? '' : path.slice(mark + 1));
  const versioned = /^\/v(\d+\.\d+)(\/.*)$/.exec(route);
  const [, apiVersion = NEWEST_API, rest = route] = versioned ?? [];
  return { method: method === 'HEAD' ? 'GET' : method, pieces: piecesOf(rest), query, apiVersion, body };
}

/** Refused before the path is looked at: `asked` is of a version that is not spoken. */
export function checkVersion({ apiVersion }: Asked): void {
  if (minor(apiVersion) > minor(NEWEST_API)) {
    throw badRequest(`client version ${apiVersion} is too new. Maximum supported API version is ${NEWEST_API}`);
  }
  if (minor(apiVersion) < minor(OLDEST_API)) {
    const what = `client version ${apiVersion} is too old. Minimum supported API version is ${OLDEST_API}`;
    throw badRequest(`${what}, please upgrade your client to a newer version`);
  }
}

export const isAtLeast = ({ apiVersion }: Asked, version: string): boolean => minor(apiVersion) >= minor(version);
const minor = (version: string): number => {
  const [major = 0, rest = 0] = version.split('.').map(Number);
  return major * 1_000 + rest;
};

function piecesOf(route: string): readonly string[] {
  try {
    return route.split('/').slice(1).map(decodeURIComponent);
  } catch {
    throw new EngineError(404, 'page not found');
  }
}

/** A body of JSON: an object. */
export function documentIn({ body }: Asked): JsonObject {
  const value = parseJson(body);
  if (!isObject(value)) throw badRequest('json: cannot unmarshal value into Go value of type object');
  return value;
}

/** As Go's strconv takes a boolean in a query. */
export const isTrue = (text: string | null): boolean =>
  text !== null && !['', '0', 'no', 'false', 'none'].includes(text.toLowerCase().trim());

export type Filters = ReadonlyMap<string, readonly string[]>;

/** `filters` in either notation: `{"name":{"app":true}}` or `{"name":["app"]}`. */
export function filtersIn({ query }: Asked, allowed: readonly string[]): Filters {
  const text = query.get('filters');
  if (text === null || text === '') return new Map();
  const value = parseJson(text);
  if (!isObject(value)) throw badRequest('invalid filters');
  return new Map(
    Object.entries(value).map(([name, values]): [string, readonly string[]] => {
      if (!allowed.includes(name)) throw badRequest(`invalid filter '${name}'`);
      return [name, valuesOf(values)];
    }),
  );
}

function valuesOf(values: Json | undefined): readonly string[] {
  if (Array.isArray(values)) return values.map((value: Json) => textOf(value));
  if (isObject(values)) return Object.keys(values);
  throw badRequest('invalid filters');
}

function textOf(value: Json): string {
  if (typeof value !== 'string') throw badRequest('invalid filters');
  return value;
}

/** Whether a filter lets it through: it is not asked for, or one of its values matches. */
export function passes(filters: Filters, name: string, matches: (value: string) => boolean): boolean {
  const values = filters.get(name);
  return values === undefined || values.length === 0 || values.some(matches);
}

/** Labels must match each: `key` or `key=value`. */
export function hasLabels(filters: Filters, labels: Readonly<Record<string, string>>, name = 'label'): boolean {
  return (filters.get(name) ?? []).every((wanted) => {
    const at = wanted.indexOf('=');
    if (at < 0) return labels[wanted] !== undefined;
    return labels[wanted.slice(0, at)] === wanted.slice(at + 1);
  });
}
