import { existsSync, mkdirSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { writingOut, type Output } from './writing-out.ts';

/** The folder that trace files go to. */
export interface TraceFolder {
  /** A file of the folder as the user would name it, from the working directory. */
  readonly pathOf: (name: string) => string;
  /** All files or none: each is written beside its name and renamed once all are there. */
  readonly write: (files: readonly TraceText[]) => void;
  /** Takes the folder away again if it was made for this session and nothing is in it. */
  readonly abandon: () => void;
}

export interface TraceText {
  readonly name: string;
  readonly text: string;
}

/** Makes sure, before any work is done, that files can be written to the folder. */
export function openTraceFolder(out: string, cwd: string): TraceFolder {
  const folder = resolve(cwd, out);
  const probe = join(folder, `.sim-probe-${process.pid}`);
  const topmostMade = writingOut(there(out), () => {
    const made = makeFolder(folder);
    writeFileSync(probe, '');
    rmSync(probe);
    return made;
  });
  return {
    pathOf: (name) => `${out.replaceAll('\\', '/').replace(/\/+$/, '')}/${name}`,
    write: (files) => writingOut(there(out), () => writeAll(folder, files)),
    abandon: () => {
      if (topmostMade !== undefined) removeWhileEmpty(folder, topmostMade);
    },
  };
}

/**
 * Makes a folder and what is missing above it, one at a time; returns the topmost one made. Node's own `recursive` never returns
 * where a file system answers ENOENT for a child of a folder that is there, as /proc does.
 */
function makeFolder(folder: string): string | undefined {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return undefined;
  const above = existsSync(folder) ? undefined : makeFolder(dirname(folder));
  mkdirSync(folder);
  return above ?? folder;
}

/** `<scenario>--<rule>--<kind>-<n>.json`, in letters that every file system takes. */
export function traceFileName(parts: {
  readonly scenario: string;
  readonly rule: string;
  readonly kind: string;
  readonly nth: number;
}): string {
  const safe = (text: string) => text.replaceAll(/[^\w.-]+/g, '-').replace(/^\.+/, '-');
  return `${safe(parts.scenario)}--${safe(parts.rule)}--${safe(parts.kind)}-${parts.nth}.json`;
}

function writeAll(folder: string, files: readonly TraceText[]): void {
  const pending = files.map(({ name, text }) => ({
    text,
    target: join(folder, name),
    temporary: join(folder, `.${name}.${process.pid}.tmp`),
  }));
  try {
    for (const { temporary, text } of pending) writeFileSync(temporary, text);
    for (const { temporary, target } of pending) renameSync(temporary, target);
  } finally {
    for (const { temporary } of pending) rmSync(temporary, { force: true });
  }
}

const there = (out: string): Output => ({
  thing: 'trace files',
  where: `--out ${out}`,
  remedy: 'Name a folder that you may write to, with --out DIR.',
});

function removeWhileEmpty(folder: string, topmost: string): void {
  try {
    rmdirSync(folder);
    if (folder !== topmost) removeWhileEmpty(dirname(folder), topmost);
  } catch {
    // Somebody else has put something there: it stays.
  }
}
