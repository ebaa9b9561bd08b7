import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordingText } from '../../conformance/recordings.ts';
import { emptyFolder, sim } from './memory-io.ts';

const GOOD = recordingText('sf-dies-rollback');
const lines = GOOD.trimEnd().split('\n');

async function judge(text: string | Buffer, ...options: readonly string[]) {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'engine.jsonl'), text);
  return sim(['conform', 'engine.jsonl', ...options], { cwd });
}

test('a recording that the model explains is told so', async () => {
  const { exitCode, stdout, stderr } = await judge(GOOD);
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 0,
    stdout: 'engine.jsonl: explained, 13 samples\n',
    stderr: '',
  });
});

test('of one that it does not, the first sample that nothing explains is shown, and what comes nearest', async () => {
  const { exitCode, stdout } = await judge(GOOD.replaceAll('"rollback_completed"', '"rollback_paused"'));
  expect(exitCode).toBe(4);
  const sample = lines.findIndex((line) => line.startsWith('{"kind":"sample"') && line.includes('"service":2'));
  expect(stdout).toContain(
    `engine.jsonl:${sample + 1}: not explained, the service read at 1251.5..1252 ms\n  nearest:\n`,
  );
  expect(stdout).toContain('    update state is rollback_paused, the model shows ');
});

test('--json gives the same as data', async () => {
  const { exitCode, stdout } = await judge(GOOD, '--json');
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    schemaVersion: 1,
    command: 'conform',
    recordings: [{ file: 'engine.jsonl', kind: 'explained', samples: 13 }],
  });
});

test('an engine of another version is judged all the same, with a warning', async () => {
  const { exitCode, stderr } = await judge(GOOD.replace('20.10.24+dfsg1', '28.5.2'));
  expect(exitCode).toBe(0);
  expect(stderr).toContain("engine.jsonl: the engine's version is 28.5.2; the model was held against 20.10 only");
});

test('fields that it does not know are ignored', async () => {
  const { exitCode } = await judge(lines.map((line) => line.replace(/\}$/, ',"tool":"another"}')).join('\n'));
  expect(exitCode).toBe(0);
});

test.each([
  ['empty', '', 'engine.jsonl: the recording is empty'],
  ['no JSON', 'services:\n', 'engine.jsonl:1: this line is not JSON'],
  ['cut in a line', GOOD.slice(0, -40), `engine.jsonl:${lines.length}: this line is not JSON`],
  ['cut before any sample', lines.slice(0, 3).join('\n'), 'engine.jsonl: there is no sample in it'],
  ['headless', lines.slice(1).join('\n'), 'engine.jsonl:1: the first line must be of kind "scenario"'],
  ['a field short', GOOD.replace('"Slot":1,', ''), 'engine.jsonl:3 task.Slot: '],
  ['objects after their samples', [lines[0], ...lines.slice(1).reverse()].join('\n'), 'stands before it'],
])('a recording that is %s is refused', async (_name, text, message) => {
  const { exitCode, stderr } = await judge(text);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(message);
});

test('samples out of order are refused', async () => {
  const samples = lines.filter((line) => line.startsWith('{"kind":"sample"'));
  const others = lines.filter((line) => !samples.includes(line));
  const { exitCode, stderr } = await judge([...others, ...samples.reverse()].join('\n'));
  expect(exitCode).toBe(2);
  expect(stderr).toContain('this sample was taken before the one above it');
});

test('a file that is not there, or whose compression is cut, cannot be read', async () => {
  const missing = await sim(['conform', 'nowhere.jsonl']);
  expect(missing.exitCode).toBe(5);
  expect(missing.stderr).toContain('nowhere.jsonl: the recording cannot be read (there is no such file)');
  expect((await judge(Buffer.from([0x1f, 0x8b, 0x08, 0]))).exitCode).toBe(5);
});
