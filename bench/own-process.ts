import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a part of the bench measures in a process of its own, as a program would: what another search has left warm or mixed does not count. */
export function inOwnProcess(section: string, options: object): unknown {
  const file = fileURLToPath(new URL('section.ts', import.meta.url));
  const words = [...process.execArgv, file, section, JSON.stringify(options)];
  const output = execFileSync(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });
  return JSON.parse(output) as unknown;
}
