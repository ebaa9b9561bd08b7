import type { Json } from './documents.ts';
import { badRequest } from './engine-error.ts';

/** JSON, or what Go's decoder says of it. */
export function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw badRequest(complaint(text, error instanceof Error ? error.message : ''));
  }
}

/** encoding/json: the end came too early, or a character stood where none like it may. */
function complaint(text: string, message: string): string {
  if (text.trim() === '') return 'EOF';
  const [, at] = /at position (\d+)/.exec(message) ?? [];
  const character = at === undefined ? text.trim()[0] : text[Number(at)];
  if (character === undefined || /end of JSON input/i.test(message)) return 'unexpected EOF';
  return `invalid character '${character}' looking for beginning of value`;
}
