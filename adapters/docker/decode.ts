import type * as z from 'zod';
import { invariant, SimError } from '#src/errors.js';

/** A body of JSON of the given shape, or `docker.unexpected-payload` that names the field. `asked` says what was asked. */
export function decode<Shape>(shape: z.ZodType<Shape>, body: unknown, asked: string): Shape {
  const payload = parsed(body, asked);
  const read = shape.safeParse(payload);
  if (read.success) return read.data;
  const issue = deepest(read.error.issues);
  const field = fieldOf(issue.path);
  const found = valueAt(payload, issue.path);
  if (found === undefined && issue.path.length > 0) throw unexpected(asked, `${field} is missing from the answer`);
  throw unexpected(asked, `${field === '' ? 'the answer' : field} is ${shown(found, issue)}, which sim does not know`);
}

export function unexpected(asked: string, what: string, cause?: unknown): SimError {
  const remedy = 'Nothing is judged on an answer that is not understood; report it with the version of the engine.';
  return new SimError({ code: 'docker.unexpected-payload', where: asked, what, remedy, cause });
}

function parsed(body: unknown, asked: string): unknown {
  if (!Buffer.isBuffer(body)) throw unexpected(asked, 'the answer has no body');
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw unexpected(asked, `the answer of ${body.length} bytes is no JSON, or its end is missing`, cause);
  }
}

type Issue = z.core.$ZodIssue;

/** Of a union the branch that came furthest. */
function deepest(issues: readonly Issue[]): Issue {
  const [issue] = issues;
  invariant(issue !== undefined, 'a failed parse names an issue');
  if (issue.code !== 'invalid_union') return issue;
  const inner = issue.errors.filter((branch) => branch.length > 0).map(deepest);
  const furthest = inner.sort((a, b) => b.path.length - a.path.length)[0];
  if (furthest === undefined || furthest.path.length < 2) return issue;
  return { ...furthest, path: [...issue.path, ...furthest.path] };
}

/** `[2].Status.State` */
function fieldOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((field, key) => {
    if (typeof key === 'number') return `${field}[${key}]`;
    return field === '' ? String(key) : `${field}.${String(key)}`;
  }, '');
}

function valueAt(payload: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    payload,
  );
}

/** Only words that must be one of a list are shown as they are: what else stands in an answer is the user's own. */
function shown(value: unknown, issue: Issue): string {
  if (issue.code === 'invalid_value' && typeof value === 'string') return JSON.stringify(value.slice(0, 40));
  if (issue.code === 'invalid_union') return 'of a kind';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value} of another form`;
}
