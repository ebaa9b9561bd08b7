// Runs the session against an engine, and makes what it printed comparable: identities, times and what is only a machine's own aside.
import { spawn } from 'node:child_process';
import { inGeneral } from '../comparable.ts';
import type { Command } from './commands.ts';

export interface Printed {
  readonly line: string;
  readonly text: string;
}

/** The API of the older engine: the newer one shows some fields more. */
const API = '1.41';
const PAUSE_MS = 100;
const PATIENCE_MS = 40_000;

/** Where a session takes place: which command line, which engine, which folder. */
export interface Place {
  readonly docker: string;
  readonly dockerHost: string;
  readonly cwd: string;
}

export async function session(place: Place, commands: readonly Command[]): Promise<readonly Printed[]> {
  const printed: Printed[] = [];
  const run = (words: readonly string[]): Promise<string> => docker(words, place);
  const clock = async (): Promise<string> => (await run(['info', '--format', '{{.SystemTime}}'])).split('\n')[0] ?? '';
  const start = await clock();
  for (const { line, until, only } of commands) {
    const now = await clock();
    const words = wordsOf(line).map((word) => ({ START: start, NOW: now })[word] ?? word);
    let text = await run(words);
    const deadline = Date.now() + PATIENCE_MS;
    while (until !== undefined && !until.test(text.replace(/exit \d+\n$/, ''))) {
      if (Date.now() > deadline) throw new Error(`docker ${line} never prints ${String(until)}:\n${text}`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      text = await run(words);
    }
    printed.push({ line, text: only === undefined ? comparable(text) : onceEach(comparable(text), only) });
  }
  return printed;
}

const onceEach = (text: string, only: RegExp): string =>
  [...new Set(text.split('\n').filter((line) => only.test(line)))].join('\n');

const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

function docker(words: readonly string[], { docker: command, dockerHost, cwd }: Place): Promise<string> {
  const env = { ...process.env, DOCKER_HOST: dockerHost, DOCKER_API_VERSION: API, DOCKER_CONTEXT: '' };
  const child = spawn(command, words, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(`${out}${err}exit ${code}\n`));
  });
}

/** What differs between any two engines. */
function comparable(text: string): string {
  return inGeneral(text)
    .replaceAll(/(?:about |less than )?(?:an?|\d+) \w+ ago/gi, 'AGO')
    .replaceAll(/"Index": \d+/g, '"Index": N')
    .replaceAll(/"VirtualIPs": \[[^\]]*\]/g, 'ADDRESSES')
    .replaceAll(/,\s*ADDRESSES/g, '')
    .replaceAll(/"ID":"[0-9a-z]{12}"/g, '"ID":"ID"')
    .replaceAll(/^(?:NETWORK )?ID .*$/gm, (heading) => heading.replaceAll(/ +/g, ' '))
    .replaceAll(/^ID \* \S+ (.*\S) \S+$/gm, 'ID * HOST $1 VERSION')
    .replaceAll(/"Env": \[\n([^\]]*)\n( *)\]/g, inOrder)
    .replaceAll(/ +$/gm, '');
}

/** `docker service update` keeps the environment in a Go map, so that the client itself sends it in another order each time. */
function inOrder(_all: string, entries: string, indent: string): string {
  const sorted = entries
    .split('\n')
    .map((line) => line.replace(/,$/, ''))
    .sort();
  return `"Env": [\n${sorted.join(',\n')}\n${indent}]`;
}
