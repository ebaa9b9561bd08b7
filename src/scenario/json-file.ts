import type * as z from 'zod';
import { invariant, type SimError } from '../errors.ts';
import { jsonPlaces } from './json-places.ts';

/** A file of JSON that sim has written itself, and the error that says that it is no longer what was written. */
export interface JsonFile {
  readonly text: string;
  /** As the user named it. */
  readonly file: string;
  readonly malformed: (where: string, what: string, cause?: unknown) => SimError;
}

/** The text's JSON, or the line at which it is none. */
export function jsonOf({ text, file, malformed }: JsonFile): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const line = jsonPlaces(text).firstError;
    throw malformed(line === undefined ? file : `${file}:${line}`, 'this is not JSON', cause);
  }
}

/** The JSON in its shape, or line and path of the first value that does not fit. */
export function fitted<Shape>(schema: z.ZodType<Shape>, json: unknown, { text, file, malformed }: JsonFile): Shape {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  invariant(issue !== undefined, 'a failed parse names an issue');
  const path = issue.path.map(String);
  const what = path[0] === 'schemaVersion' ? 'this sim reads schemaVersion 1' : issue.message;
  throw malformed(`${file}:${jsonPlaces(text).lineOf(path)}${path.length === 0 ? '' : ` ${path.join('.')}`}`, what);
}
