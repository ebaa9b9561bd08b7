import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SimError } from '../../errors.ts';
import { systemError } from '../system-error.ts';
import { writeWhole } from '../write-whole.ts';

export interface PictureFile {
  /** All of it or nothing. */
  readonly write: (text: string) => void;
}

/** Makes sure, before any work is done, that the file can be written. */
export function openPicture(file: string, cwd: string): PictureFile {
  const path = resolve(cwd, file);
  const refusing = (work: () => void): void => {
    try {
      work();
    } catch (cause) {
      throw new SimError({
        code: 'output.unwritable',
        what: `the picture cannot be written there (${systemError(cause)})`,
        where: `--svg ${file}`,
        remedy: 'Name a file in a folder that you may write to.',
        cause,
      });
    }
  };
  refusing(() => {
    if (existsSync(path) && statSync(path).isDirectory())
      throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' });
    const trial = `${path}.${process.pid}.tmp`;
    writeFileSync(trial, '');
    rmSync(trial);
  });
  return {
    write: (text) => {
      refusing(() => writeWhole(path, text));
    },
  };
}
