import { resolve } from 'node:path';
import { SimError } from '../../errors.ts';
import type { Capture } from '../../scenario/capture-file.ts';
import { parseCapture, writeCapture } from '../../scenario/capture-file.ts';
import { readText } from '../read-text.ts';
import { systemError } from '../system-error.ts';
import { writeWhole } from '../write-whole.ts';

const FOR_ITS_OWNER = 0o600;

/** Whole or not at all. Nobody else may read what runs on a host. */
export function saveCapture(capture: Capture, file: string, cwd: string): void {
  const text = writeCapture(capture);
  try {
    writeWhole(resolve(cwd, file), text, FOR_ITS_OWNER);
  } catch (cause) {
    throw new SimError({
      code: 'output.unwritable',
      where: `--capture ${file}`,
      what: `the capture cannot be written there (${systemError(cause)})`,
      remedy: 'Name a file in a folder that you may write to.',
      cause,
    });
  }
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
