import { closeSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { SimError } from '../../errors.ts';
import type { Io } from '../io.ts';
import { systemError } from '../system-error.ts';

export interface RecordingFile {
  /** For people. */
  readonly name: string;
  /** The line is in the file when this returns. */
  readonly write: (line: string) => void;
  readonly close: () => void;
}

/** A new file, or stdout. An existing file is not written over: a recording cannot be made again. */
export function recordingFile(out: string | undefined, io: Io): RecordingFile {
  if (out === undefined) return { name: 'stdout', write: (line) => io.stdout.write(line), close: () => undefined };
  const refusing = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      throw new SimError({
        code: 'output.unwritable',
        what: `the recording cannot be written there (${systemError(cause)})`,
        where: `-o ${out}`,
        remedy: 'Name a new file that you may write, with -o FILE.',
        cause,
      });
    }
  };
  const file = refusing(() => openSync(resolve(io.cwd, out), 'wx', 0o600));
  return {
    name: out,
    write: (line) => refusing(() => void writeSync(file, line)),
    close: () => closeSync(file),
  };
}
