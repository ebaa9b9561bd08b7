import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Recorded } from '#properties/conformance/recorded.js';
import { parseRecording } from '#src/scenario/recording.js';

const FOLDER = join(import.meta.dirname, '..', 'recordings');

export const RECORDINGS: readonly string[] = readdirSync(FOLDER).map((file) => file.replace(/\.jsonl\.gz$/, ''));

export const recordingText = (name: string): string =>
  gunzipSync(readFileSync(join(FOLDER, `${name}.jsonl.gz`))).toString('utf8');

export const recordingOf = (name: string): Recorded => parseRecording(recordingText(name), name).recorded;
