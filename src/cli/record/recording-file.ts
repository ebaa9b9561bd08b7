import { closeSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Io } from '../io.ts';
import { writingOut } from '../writing-out.ts';

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
  const there = {
    thing: 'the recording',
    where: `-o ${out}`,
    remedy: 'Name a new file that you may write, with -o FILE.',
  };
  const file = writingOut(there, () => openSync(resolve(io.cwd, out), 'wx', 0o600));
  return {
    name: out,
    write: (line) => writingOut(there, () => void writeSync(file, line)),
    close: () => closeSync(file),
  };
}
