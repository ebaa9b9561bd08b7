import { resolve } from 'node:path';
import type { Capture } from '../../scenario/capture-file.ts';
import { parseCapture, writeCapture } from '../../scenario/capture-file.ts';
import { readText } from '../read-text.ts';
import { writeWhole } from '../write-whole.ts';
import { writingOut } from '../writing-out.ts';

const FOR_ITS_OWNER = 0o600;

/** Whole or not at all. Nobody else may read what runs on a host. */
export function saveCapture(capture: Capture, file: string, cwd: string): void {
  const text = writeCapture(capture);
  const there = {
    thing: 'the capture',
    where: `--capture ${file}`,
    remedy: 'Name a file in a folder that you may write to.',
  };
  writingOut(there, () => {
    writeWhole(resolve(cwd, file), text, FOR_ITS_OWNER);
  });
}

export function loadCapture(file: string, stack: string, cwd: string): Capture {
  return parseCapture(textOf(file, cwd), file, stack);
}

function textOf(file: string, cwd: string): string {
  return readText(file, cwd, {
    code: 'capture.unreadable',
    thing: 'the capture',
    where: `--before ${file}`,
    remedy: 'Name the file that `sim check --capture FILE` wrote before the deploy.',
  });
}
