// Copies recordings to test/recordings/: only the fields that are used, gzipped. Usage: npm run recordings -- FOLDER
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { recordingLine } from '#src/scenario/recording-lines.js';

const TARGET = join(import.meta.dirname, '..', 'test', 'recordings');

/** The decoder ignores unknown fields, so what it returns is what is used. */
function trim(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => `${JSON.stringify(recordingLine.parse(JSON.parse(line)))}\n`).join('');
}

const folder = process.argv[2];
if (folder === undefined) throw new Error('name the folder of the recordings');
mkdirSync(TARGET, { recursive: true });
for (const file of readdirSync(folder).filter((name) => name.endsWith('.jsonl'))) {
  const trimmed = trim(readFileSync(join(folder, file), 'utf8'));
  writeFileSync(join(TARGET, `${basename(file)}.gz`), gzipSync(trimmed, { level: 9 }));
}
