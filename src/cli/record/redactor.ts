import { createHmac, randomBytes } from 'node:crypto';

const DIGITS = 16;

/**
 * Replaces the values of environments, but for the keys to keep. Equal values stay equal within one recording; the key of the hash
 * is thrown away with the process, so that a weak password cannot be guessed from it.
 */
export function redactor(keep: readonly string[]): <T>(payload: T) => T {
  const key = randomBytes(32);
  const hashed = (value: string): string => createHmac('sha256', key).update(value).digest('hex').slice(0, DIGITS);
  const entry = (text: unknown): unknown => {
    if (typeof text !== 'string') return text;
    const at = text.indexOf('=');
    const name = at < 0 ? text : text.slice(0, at);
    return at < 0 || keep.includes(name) ? text : `${name}=sha256:${hashed(text.slice(at + 1))}`;
  };
  const redact = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(redact);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([name, inner]: [string, unknown]) => {
      return [name, name === 'Env' && Array.isArray(inner) ? inner.map(entry) : redact(inner)] as const;
    });
    return Object.fromEntries(entries);
  };
  return <T>(payload: T) => redact(payload) as T;
}
