import { SimError } from '../errors.ts';
import { systemError } from './system-error.ts';

/** Where something is written that the user has named. */
export interface Output {
  /** `the capture` */
  readonly thing: string;
  /** The option with its value. */
  readonly where: string;
  readonly remedy: string;
}

/** Does what writes there, or says why that cannot be done. */
export function writingOut<T>({ thing, where, remedy }: Output, write: () => T): T {
  try {
    return write();
  } catch (cause) {
    const what = `${thing} cannot be written there (${systemError(cause)})`;
    throw new SimError({ code: 'output.unwritable', what, where, remedy, cause });
  }
}
