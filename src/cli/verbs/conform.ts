import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { conform, type Conformance } from '#properties/conformance/conform.js';
import { EXIT, SimError } from '../../errors.ts';
import { parseRecording } from '../../scenario/recording.ts';
import type { Session } from '../io.ts';
import { systemError } from '../system-error.ts';
import type { JsonOption } from './rules.ts';

/** `sim conform RECORDING...`: every recording is judged, and the worst verdict decides. */
export function conformVerb(files: readonly string[], options: JsonOption, { io, style }: Session): number {
  const judged = files.map((file) => {
    const { recorded, warnings } = parseRecording(read(file, io.cwd), file);
    for (const warning of warnings) io.stderr.write(`sim: ${warning}\n`);
    const found = conform(recorded);
    if (!options.json) io.stdout.write(`${linesOf(file, found, style.bold).join('\n')}\n`);
    return { file, ...found };
  });
  if (options.json) {
    const recordings = judged.map(shownInJson);
    io.stdout.write(`${JSON.stringify({ schemaVersion: 1, command: 'conform', recordings }, null, 2)}\n`);
  }
  if (judged.some(({ kind }) => kind === 'unexplained')) return EXIT.traceDoesNotFit;
  return judged.some(({ kind }) => kind === 'undecided') ? EXIT.undecided : EXIT.stands;
}

function read(file: string, cwd: string): string {
  try {
    const bytes = readFileSync(resolve(cwd, file));
    return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (cause) {
    throw new SimError({
      code: 'recording.unreadable',
      what: `the recording cannot be read (${systemError(cause)})`,
      where: file,
      remedy: 'Name a file of JSON lines, gzipped or not.',
      cause,
    });
  }
}

function linesOf(file: string, found: Conformance, bold: (text: string) => string): readonly string[] {
  switch (found.kind) {
    case 'explained':
      return [`${file}: ${bold('explained')}, ${found.samples} samples`];
    case 'undecided':
      return [`${file}:${found.sample.line}: ${bold('undecided')}, too many states before this sample`];
    case 'unexplained': {
      const { sample, reads, nearest } = found;
      const [sent, received] = reads === 'service' ? sample.serviceAt : sample.tasksAt;
      const where = `${file}:${sample.line}: ${bold('not explained')}, the ${reads} read at ${sent}..${received} ms`;
      const candidates = nearest.map(({ differs }, i) => [
        `  ${i === 0 ? 'nearest' : 'then'}:`,
        ...differs.map((difference) => `    ${difference}`),
      ]);
      return [where, ...candidates.flat()];
    }
  }
}

function shownInJson({ file, ...found }: { readonly file: string } & Conformance) {
  if (found.kind === 'explained') return { file, ...found };
  const { sample, ...rest } = found;
  return { file, ...rest, line: sample.line, serviceAt: sample.serviceAt, tasksAt: sample.tasksAt };
}
