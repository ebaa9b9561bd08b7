// A trace of a command is replayed by running it: only after somebody has agreed to that.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder, sim } from './memory-io.ts';

const KEPT = join(import.meta.dirname, '../../../src/assertions/naive/stamp-says-which.json');
const CLIENT = {
  command: 'touch ran',
  passCode: 0,
  undecidedCodes: [],
  timeoutMs: 1_000,
  deploy: 'by-client',
};

function folder(): string {
  const cwd = emptyFolder();
  const trace = JSON.parse(readFileSync(KEPT, 'utf8')) as Record<string, unknown>;
  writeFileSync(join(cwd, 'trace.json'), JSON.stringify({ ...trace, client: CLIENT }));
  return cwd;
}

const replay = ['replay', 'trace.json'];

test('nobody is there: exit 2, and --yes is named', async () => {
  const ran = await sim(replay, { cwd: folder() });
  expect(ran).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(/touch ran.*--yes/s) as string });
});

test('asked, and answered no: nothing is run, exit 3', async () => {
  const asked: string[] = [];
  const confirm = (question: string) => {
    asked.push(question);
    return Promise.resolve(false);
  };
  const ran = await sim(replay, { cwd: folder(), confirm });
  expect(ran).toMatchObject({ exitCode: 3, stdout: '' });
  expect(asked).toEqual(['Run it? [y/N] ']);
  expect(ran.stderr).toBe('sim: would run the command of the trace: touch ran\nsim: nothing was run\n');
});

test('interrupted at the question: nothing is run, exit 130', async () => {
  const stopping = new AbortController();
  const confirm = () => {
    stopping.abort('SIGINT');
    return Promise.resolve(false);
  };
  const ran = await sim(replay, { cwd: folder(), confirm, signal: stopping.signal });
  expect(ran).toMatchObject({ exitCode: 130, stdout: '' });
  expect(ran.stderr).toContain('nothing was run');
});
