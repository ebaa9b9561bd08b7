// Payloads of Engine 20.10.24, as it gave them: a service that was rolled back, its tasks, its node.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../payloads');

export const payloadText = (name: 'info' | 'nodes' | 'service' | 'services' | 'tasks'): string =>
  readFileSync(join(FOLDER, `${name}.json`), 'utf8');

/** The stack, its one service by full name, and the label of its stamp. */
export const STACK = 'dies1';
export const SERVICE = 'dies1_app';

/** A payload in which the text at one place is another. */
export function changed(name: Parameters<typeof payloadText>[0], from: string | RegExp, to: string): string {
  const text = payloadText(name);
  const after = text.replace(from, to);
  if (after === text) throw new Error(`${String(from)} stands nowhere in ${name}`);
  return after;
}
