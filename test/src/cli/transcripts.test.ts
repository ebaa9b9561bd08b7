// Sessions as a user sees them: test/transcripts/*.txt, `$ ` before a command line, `2> ` before what went to stderr.
// After a wanted change: UPDATE_TRANSCRIPTS=1 npx vitest run test/src/cli/transcripts.test.ts, then read the difference.
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder, filesIn, sim } from './memory-io.ts';

const FOLDER = join(import.meta.dirname, '../../transcripts');
const FILES = join(FOLDER, 'files');

test.each(readdirSync(FOLDER).filter((name) => name.endsWith('.txt')))('%s', async (name) => {
  const path = join(FOLDER, name);
  const recorded = readFileSync(path, 'utf8');
  const commands = recorded.split('\n').filter((line) => /^[$#] /.test(line));
  const sessions: string[] = [];
  for (const command of commands) sessions.push(command.startsWith('#') ? `${command}\n` : await session(command));
  const heard = sessions.join('\n');
  if (process.env['UPDATE_TRANSCRIPTS'] === '1') writeFileSync(path, heard);
  else expect(heard).toBe(recorded);
});

async function session(command: string): Promise<string> {
  const cwd = emptyFolder();
  cpSync(FILES, cwd, { recursive: true });
  const before = filesIn(cwd);
  const [, , ...argv] = command.split(' ');
  const { exitCode, stdout, stderr } = await sim(argv, { cwd });
  const made = filesIn(cwd).filter((file) => !before.includes(file));
  const told = stderr.replaceAll(/^(?=.)/gm, '2> ');
  return `${command}\n${stdout}${told}${made.map((file) => `[made ${file}]\n`).join('')}[exit ${exitCode}]\n`;
}
