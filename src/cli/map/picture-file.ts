import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { writeWhole } from '../write-whole.ts';
import { writingOut } from '../writing-out.ts';

export interface PictureFile {
  /** All of it or nothing. */
  readonly write: (text: string) => void;
}

/** Makes sure, before any work is done, that the file can be written. */
export function openPicture(file: string, cwd: string): PictureFile {
  const path = resolve(cwd, file);
  const there = {
    thing: 'the picture',
    where: `--svg ${file}`,
    remedy: 'Name a file in a folder that you may write to.',
  };
  writingOut(there, () => {
    if (existsSync(path) && statSync(path).isDirectory())
      throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' });
    const trial = `${path}.${process.pid}.tmp`;
    writeFileSync(trial, '');
    rmSync(trial);
  });
  return {
    write: (text) => {
      writingOut(there, () => {
        writeWhole(path, text);
      });
    },
  };
}
