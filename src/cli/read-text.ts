import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SimError, type ErrorCode } from '../errors.ts';
import { systemError } from './system-error.ts';

/** What is said of a file that cannot be read. */
interface Unreadable {
  readonly code: ErrorCode;
  /** `the capture` */
  readonly thing: string;
  readonly where: string;
  readonly remedy: string;
}

/** A file that the user names, from the working directory, or why it cannot be read. */
export function readText(file: string, cwd: string, { code, thing, where, remedy }: Unreadable): string {
  try {
    return readFileSync(resolve(cwd, file), 'utf8');
  } catch (cause) {
    throw new SimError({ code, where, what: `${thing} cannot be read (${systemError(cause)})`, remedy, cause });
  }
}
