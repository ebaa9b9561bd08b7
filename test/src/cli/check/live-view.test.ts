// What is shown while sim check waits, and what sim watch shows.
import { describe, expect, test } from 'vitest';
import { liveOutput } from '#src/cli/check/live-output.js';
import type { Live } from '#src/report/check/live.js';
import { liveBlock } from '#src/report/check/live.js';
import { sim } from '../memory-io.ts';
import { check, completed, COMMIT, goesWell, updating } from './live-rollout.ts';
import { scripted } from './scripted-stack.ts';

const none = { running: 0, coming: 0, leaving: 0, dead: 0 };
const live: Live = {
  title: 'disc, head 7ae7b0f76efb, head-serves',
  services: [
    {
      name: 'app',
      updateState: 'updating',
      stamp: '7ae7b0f7+U',
      carriesHead: true,
      wanted: 2,
      running: null,
      tasks: { head: { ...none, running: 1, coming: 1 }, other: { ...none, leaving: 1 } },
    },
    { name: 'db', updateState: null, stamp: null, carriesHead: false, wanted: null, running: null, tasks: null },
  ],
  elapsedMs: 12_300,
  timeoutMs: 600_000,
  missing: 'every wanted task running',
  closesInMs: null,
  error: null,
};

describe('elsewhere than on a terminal', () => {
  test('a line a change, on stderr; the result alone on stdout', async () => {
    const ran = await check(goesWell);
    expect(ran.stderr).toBe(`\
    0.0s  app: updating, stamp 7ae7b0f7+U (head), head 0 of 1 running, 1 starting, other 1 running
    0.1s  waits for an update status of unset or completed
    2.2s  app: updating, stamp 7ae7b0f7+U (head), head 1 of 1 running
    4.3s  app: completed, stamp 7ae7b0f7+U (head), head 1 of 1 running
    4.3s  waits for a time without any change that is longer than the engine's own window
`);
    expect(ran.stdout).toMatch(/^PASS {2}disc runs 7ae7b0f76efb \(head-serves, 11\.6 s\)\n/);
  });
});

describe('on a terminal', () => {
  test('one block: each service, what is missing', () => {
    expect(liveBlock(live)).toEqual([
      'disc, head 7ae7b0f76efb, head-serves  13 s of 600 s',
      '  app  updating, stamp 7ae7b0f7+U (head), head 1 of 2 running, 1 starting, other 1 stopping',
      '  db   not read yet',
      '  waits for every wanted task running',
    ]);
  });

  test('how long until the window closes, or that the engine is silent', () => {
    expect(liveBlock({ ...live, closesInMs: 3_200 }).at(-1)).toBe('  unchanged; passes in 4 s if nothing changes');
    expect(liveBlock({ ...live, closesInMs: -1 }).at(-1)).toBe('  unchanged; passes in 0 s if nothing changes');
    expect(liveBlock({ ...live, closesInMs: 3_200, error: 'HTTP 503' }).at(-1)).toBe('  no answer: HTTP 503');
  });

  test('is drawn over itself, no wider than the terminal, and gone before the result', () => {
    const written: string[] = [];
    const output = { isTTY: true, columns: 40, write: (text: string) => void written.push(text) };
    const view = liveOutput(output);
    view.show(live);
    view.show(live); // Too soon after the first.
    view.clear();
    expect(written).toHaveLength(2);
    expect(Math.max(...(written[0] ?? '').split('\n').map((line) => line.length))).toBe(39);
    expect(written[1]).toBe('\u001b[4A\r\u001b[J');
  });

  test('the whole of it', async () => {
    const ran = await check(goesWell, [], { isTTY: true });
    expect(ran.stderr).toMatch(/^disc, head 7ae7b0f76efb, head-serves {2}\d s of 600 s\n/);
    expect(ran.stderr.endsWith('\r\u001b[J')).toBe(true);
  });
});

describe('sim watch', () => {
  const watch = (more: readonly string[], script = goesWell, signal?: AbortSignal) =>
    sim(['watch', '--stack', 'disc', ...more], { connect: scripted(script).connect, ...(signal && { signal }) });

  test('shows a line a change on stdout and, once --for is over, exits 0', async () => {
    expect(await watch(['--for', '6s', '--head', COMMIT])).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: `\
    0.0s  app: updating, stamp 7ae7b0f7+U (head), head 0 of 1 running, 1 starting, other 1 running
    2.1s  app: updating, stamp 7ae7b0f7+U (head), head 1 of 1 running
    4.1s  app: completed, stamp 7ae7b0f7+U (head), head 1 of 1 running
`,
    });
  });

  test('judges nothing: a rollback is shown like anything else', async () => {
    const script = { ...goesWell, inspect: () => ({ ...updating, updateState: 'rollback_completed' as const }) };
    const ran = await watch(['--for', '3s'], script);
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('app: rollback_completed, stamp 7ae7b0f7+U, head 1 of 1 running');
  });

  test('goes on over an engine that is silent for a while', async () => {
    const instead = (ms: number) =>
      ms < 2_000 || ms > 4_000
        ? null
        : Promise.resolve({ read: 'error' as const, message: 'HTTP 503', askedMs: ms, answeredMs: ms });
    const ran = await watch(['--for', '9s'], { ...goesWell, inspect: () => completed, instead });
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('no answer: HTTP 503\n');
  });

  test('an engine that never answers: exit 5; one that is silent in the end: 3', async () => {
    const never = await watch(['--for', '3s'], { ...goesWell, silentFromMs: 0 });
    expect(never.exitCode).toBe(5);
    expect(never.stderr).toContain('the engine does not answer (list was refused)');
    expect(await watch(['--for', '5s'], { ...goesWell, silentFromMs: 2_000 })).toMatchObject({ exitCode: 3 });
  });

  test('SIGINT: exit 130', async () => {
    const stopping = new AbortController();
    const instead = (ms: number) => {
      if (ms > 3_000) stopping.abort('SIGINT');
      return null;
    };
    const ran = await watch([], { ...goesWell, instead }, stopping.signal);
    expect(ran).toMatchObject({ exitCode: 130, stderr: 'sim: interrupted by SIGINT; the watch is over\n' });
  });
});
