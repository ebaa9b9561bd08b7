// Before the deploy: --capture FILE. After it: --before FILE.
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { captureFileSchema } from '#src/scenario/capture-file.js';
import { since } from '../../assertions/drive.ts';
import { BASE_SPEC, BASE_STAMP, HEAD_SPEC, service, task } from '../../assertions/views.ts';
import { emptyFolder, filesIn, sim } from '../memory-io.ts';
import { checked, completed, goesWell, headTask, oldTask, updating } from './live-rollout.ts';
import type { Script } from './scripted-stack.ts';
import { scripted } from './scripted-stack.ts';

const base = service({ version: 12, stamp: BASE_STAMP, previousStamp: null, containerSpec: BASE_SPEC });
const before: Script = { inspect: () => base, list: () => [oldTask], swarm: 'swarm-1' };

async function capture(script: Script = before, file = 'before.json', cwd = emptyFolder()) {
  const { connect, seen } = scripted(script);
  return { cwd, seen, ...(await sim(['check', '--stack', 'disc', '--capture', file], { cwd, connect })) };
}

describe('--capture', () => {
  test('writes one file, for its owner alone, and exits 0', async () => {
    const { cwd, exitCode, stdout, stderr, seen } = await capture();
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: 'sim: 1 service of disc captured in before.json\n',
    });
    expect(filesIn(cwd)).toEqual(['before.json']);
    const path = join(cwd, 'before.json');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const written = captureFileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    expect(written).toMatchObject({ schemaVersion: 1, stack: 'disc', swarm: 'swarm-1' });
    expect(written.services).toMatchObject([{ name: 'app', service: { stamp: BASE_STAMP }, tasks: [{ id: '1' }] }]);
    expect(seen.closed).toBe(true);
  });

  test('replaces a capture that is there', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'before.json'), 'old', { mode: 0o644 });
    expect(await capture(before, 'before.json', cwd)).toMatchObject({ exitCode: 0 });
    expect(statSync(join(cwd, 'before.json')).mode & 0o777).toBe(0o600);
  });

  test('where nothing can be written: exit 5, and nothing is left', async () => {
    const cwd = emptyFolder();
    const ran = await capture(before, 'missing/before.json', cwd);
    expect(ran.exitCode).toBe(5);
    expect(ran.stderr).toBe(
      'sim: --capture missing/before.json: the capture cannot be written there (there is no such file). ' +
        'Name a file in a folder that you may write to.\n',
    );
    expect(filesIn(cwd)).toEqual([]);
  });

  test.each([['--head', '7ae7b0f7'], ['--before', 'x'], ['--json']])('not with %s', async (...more) => {
    const ran = await sim(['check', '--stack', 'disc', '--capture', 'x.json', ...more]);
    expect(ran).toMatchObject({ exitCode: 2 });
    expect(ran.stderr).toContain('cannot be used with');
  });
});

describe('--before', () => {
  test('gives head-serves its claim', async () => {
    const { cwd } = await capture();
    const { exitCode, result } = await checked(goesWell, ['--before', 'before.json'], { cwd });
    expect(exitCode).toBe(0);
    expect(result).toMatchObject({ status: 'pass', claimHolds: true, claimLimits: [] });
  });

  test('tells this rollout’s dead from older ones, which the engine’s timestamps cannot where they are unset', async () => {
    // A deploy of labels alone: the same container spec, no update status, and a crash just before it.
    const old = task(3, { state: 'failed', desired: 'shutdown', createdAtMs: -50 });
    const unset = service({ version: 21 });
    const script = { ...goesWell, inspect: () => unset, upToDate: () => [headTask] };
    const captured = { inspect: () => ({ ...base, containerSpec: HEAD_SPEC }), list: () => [old, headTask] };
    const { cwd } = await capture({ ...before, ...captured });
    const list = since([old, headTask], [3_000, [old, { ...headTask, state: 'failed' as const }, task(9)]]);
    expect(
      await checked({ ...script, list: () => [old, headTask] }, ['--before', 'before.json'], { cwd }),
    ).toMatchObject({ exitCode: 0 });
    expect(await checked({ ...script, list }, ['--before', 'before.json', '--timeout', '30s'], { cwd })).toMatchObject({
      exitCode: 3,
    });
  });

  test('lets cc-ci/v4 see that the update has started', async () => {
    const { cwd } = await capture({
      ...before,
      inspect: () => ({ ...base, startedAtMs: -99_000, updateState: 'completed' }),
    });
    const health = { ...goesWell, health: () => true };
    const v4 = ['--rule', 'cc-ci/v4', '--health-url', 'http://app.test/'];
    const stale = {
      ...health,
      inspect: since(
        { ...base, startedAtMs: -99_000, updateState: 'completed' as const },
        [5_000, updating],
        [9_000, completed],
      ),
    };
    const { exitCode, result } = await checked(stale, [...v4, '--before', 'before.json'], { cwd });
    expect(exitCode).toBe(0);
    expect(result.timings.elapsedMs).toBeGreaterThan(9_000);
    expect(result).toMatchObject({ claimHolds: false, services: [{ status: 'pass' }] });
  });

  test('a service that the deploy made is in no capture, and needs none', async () => {
    const { cwd } = await capture();
    const script = { ...goesWell, services: ['app', 'worker'] };
    expect(await checked(script, ['--before', 'before.json'], { cwd })).toMatchObject({ exitCode: 0 });
  });
});

describe('a file that is no capture of this stack is refused', () => {
  const refusals: readonly [string, string | null, RegExp, number][] = [
    ['missing', null, /--before x\.json: the capture cannot be read \(there is no such file\)/, 5],
    ['not JSON', '{', /x\.json:1: this is not JSON/, 2],
    ['something else', '{"kind": "sim-trace"}', /x\.json: this is no capture/, 2],
    [
      'another version',
      '{"kind": "sim-capture",\n"schemaVersion": 2}',
      /x\.json:2 schemaVersion: this sim reads schemaVersion 1/,
      2,
    ],
    ['a field is missing', '{"kind": "sim-capture", "schemaVersion": 1}', /x\.json:1 stack: /, 2],
  ];
  test.each(refusals)('%s', async (_, text, said, exitCode) => {
    const cwd = emptyFolder();
    if (text !== null) writeFileSync(join(cwd, 'x.json'), text);
    const { connect, seen } = scripted(goesWell);
    const ran = await sim(['check', '--stack', 'disc', '--head', '7ae7b0f7', '--before', 'x.json'], { cwd, connect });
    expect(ran).toMatchObject({ exitCode, stdout: '' });
    expect(ran.stderr).toMatch(said);
    expect(seen.asked).toEqual([]);
  });

  test('of another stack', async () => {
    const { cwd } = await capture();
    const { connect } = scripted(goesWell);
    const ran = await sim(['check', '--stack', 'blog', '--head', '7ae7b0f7', '--before', 'before.json'], {
      cwd,
      connect,
    });
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('this is a capture of the stack "disc", not of "blog"');
  });

  test('of another swarm', async () => {
    const { cwd } = await capture();
    const { connect } = scripted({ ...goesWell, swarm: 'swarm-2' });
    const ran = await sim(['check', '--stack', 'disc', '--head', '7ae7b0f7', '--before', 'before.json'], {
      cwd,
      connect,
    });
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('a capture of another swarm (swarm-1) than the one that answers (swarm-2)');
  });

  test.runIf(process.getuid?.() !== 0)('unreadable', async () => {
    const { cwd } = await capture();
    chmodSync(join(cwd, 'before.json'), 0);
    const ran = await sim(['check', '--stack', 'disc', '--head', '7ae7b0f7', '--before', 'before.json'], { cwd });
    expect(ran.exitCode).toBe(5);
  });
});
