import { SimError } from '../errors.ts';
import type { Io } from './io.ts';

/** What happens only if a person agrees, now or, with --yes, beforehand. */
export interface Asked {
  readonly yes: boolean;
  readonly question: string;
  /** What there is, or is not, if they do not: `nothing was created`. */
  readonly declined: string;
}

/** Asks on the terminal, unless that was agreed to beforehand. */
export async function agreed({ yes, question, declined }: Asked, io: Io): Promise<boolean> {
  if (yes) return true;
  const agrees = (await io.confirm?.(question)) ?? false;
  if (!agrees && !io.signal.aborted) io.stderr.write(`sim: ${declined}\n`);
  return agrees;
}

/** Refuses, before anything is done, what nobody has agreed to and nobody can. `what`: for people. */
export function needsSomebody(yes: boolean, io: Io, what: string, remedy: string): void {
  if (yes || io.confirm !== undefined) return;
  throw new SimError({ code: 'usage.missing-option', where: '--yes', what, remedy });
}
