import { createHash } from 'node:crypto';

/** Swarm's identities are 25 characters of base 36; these are stable: the same thing has the same one in every run. */
const LENGTH = 25;
const LEAST = 36n ** 24n;

export function swarmId(kind: string, of: string | number): string {
  const number = BigInt(`0x${digest(kind, of).slice(0, 30)}`) % (LEAST * 15n);
  return (LEAST + number).toString(36).padStart(LENGTH, '0');
}

/** Containers and images have 64 hexadecimal digits. */
export const containerId = (kind: string, of: string | number): string => digest(kind, of);

const digest = (kind: string, of: string | number): string =>
  createHash('sha256').update(`${kind} ${of}`).digest('hex');
