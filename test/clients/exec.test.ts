// `sim explore --exec` and `sim prove --teeth --exec` as processes: what they find, and what is left when they have ended.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cannotRun, client, example, explore, session } from './tools.ts';

const check = client('check.mjs');
const dies = ['--head', 'dies'];

/** Processes that name this in their command line. */
const alive = (text: string): number =>
  execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(text)).length;

describe.skipIf(cannotRun())('a command', () => {
  test('is searched with the same result, to the byte, however many run at a time', async () => {
    const found = async (workers: string) => {
      const at = session();
      const options = [...dies, '--runs', '12', '--shrink', '4', '--workers', workers];
      const { outcomes, findings } = await explore(at, `${check} first`, options);
      const files = readdirSync(join(at.folder, 'sim-traces')).map((name) => [
        name,
        readFileSync(join(at.folder, 'sim-traces', name), 'utf8'),
      ]);
      expect(at.left()).toEqual([]);
      return { outcomes, findings, files };
    };
    const [alone, together] = [await found('1'), await found('3')];
    expect(together).toEqual(alone);
    expect(alone.findings.every(({ trace }) => trace.unsteady === undefined)).toBe(true);
    expect(alone.findings.map(({ kind }) => kind)).toContain('masking-race');
    expect(alone.files.some(([name]) => name?.endsWith('.log'))).toBe(true);
  });

  test('is run again by sim replay; a trace that was edited does not fit', async () => {
    const at = session();
    const [found] = (await explore(at, `${check} first`, [...dies, '--runs', '8', '--shrink', '5'])).findings;
    const file = join(at.folder, found?.file ?? '');
    const replayed = await at.sim(['replay', file, '--yes', '--json']);
    expect(replayed).toMatchObject({ exitCode: 0, stdout: readFileSync(file, 'utf8') });
    expect(replayed.stderr).toContain(`runs the command of the trace: ${check} first`);
    // It is in the file, and nobody has agreed to it.
    const refused = await at.sim(['replay', file]);
    expect(refused).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('--yes') as string });
    writeFileSync(file, readFileSync(file, 'utf8').replace('"sees":"unset', '"sees":"completed'));
    expect(await at.sim(['replay', file, '--yes'])).toMatchObject({ exitCode: 4, stdout: '' });
  });

  test('that asks otherwise on the same schedule is not deterministic, and its trace says where', async () => {
    const { findings } = await explore(session(), `${check} restless; exit 0`, [
      ...dies,
      '--runs',
      '4',
      '--shrink',
      '2',
    ]);
    expect(findings[0]?.trace.unsteady).toMatch(/request=GET \/services\?filters=.*; the second time: /);
  });

  test('that does nothing is fooled: nothing was deployed', async () => {
    const { findings } = await explore(session(), 'exit 0', ['--runs', '1', '--shrink', '1']);
    expect(findings[0]).toMatchObject({ kind: 'masking-race', facts: { cause: 'other-stamp' } });
  });

  test('whose pass has another code fails with 0, and is undecided where it says so', async () => {
    const options = ['--head', 'good', '--deploy', 'by-schedule', '--runs', '1', '--pass-code', '7'];
    expect((await explore(session(), 'exit 0', options)).outcomes['false-alarm']).toBe(1);
    const undecided = [...options, '--undecided-code', '3'];
    expect((await explore(session(), 'exit 3', undecided)).outcomes['late']).toBe(1);
  });

  test('that does not end is ended, with what it has started, and undecided', async () => {
    const at = session();
    const { outcomes } = await explore(at, `${check} stuck`, ['--runs', '2', '--timeout', '1s', ...dies]);
    expect(outcomes['honest-timeout']).toBe(2);
    expect(alive(`check.mjs stuck`)).toBe(0);
    expect(alive('sleep 986532')).toBe(0);
    expect(at.left()).toEqual([]);
  });

  test('is gone with its socket and folder after an interrupt', async () => {
    const at = session();
    const args = ['explore', example('compose.yml'), '--exec', `${check} stuck`, '--runs', '16', '--workers', '2'];
    const ran = await at.sim(args, (child) => {
      const waiting = setInterval(() => {
        if (alive('sleep 986532') < 2) return;
        clearInterval(waiting);
        child.kill('SIGINT');
      }, 100);
    });
    expect(ran).toMatchObject({ exitCode: 130, stdout: '' });
    expect(alive('check.mjs stuck')).toBe(0);
    expect(alive('sleep 986532')).toBe(0);
    expect(at.left()).toEqual([]);
    expect(readdirSync(at.folder)).toEqual(['t']);
  });
});

describe.skipIf(cannotRun())('the teeth of a command', () => {
  const teeth = (manner: string) =>
    session().sim([
      'prove',
      '--teeth',
      '--exec',
      `${check} ${manner}`,
      example('compose.yml'),
      '--workers',
      '3',
      '--json',
    ]);

  test('are there when every wrong stamp is red and the right one is not', async () => {
    const ran = await teeth('');
    expect(ran.exitCode, ran.stdout + ran.stderr).toBe(0);
  });

  test('are missing when any stamp but the base will do: 1, and it says which', async () => {
    const ran = await teeth('sloppy');
    expect(ran.exitCode).toBe(1);
    const { wrong } = (JSON.parse(ran.stdout) as { teeth: { wrong: { kind: string; passes: number }[] } }).teeth;
    const passed = wrong.filter(({ passes }) => passes > 0).map(({ kind }) => kind);
    expect(passed).toContain('another commit');
    expect(passed).not.toContain('base commit');
  });

  test('of one that is always red say nothing: 3', async () => {
    const ran = await session().sim(['prove', '--teeth', '--exec', 'exit 1', example('compose.yml')]);
    expect(ran.exitCode).toBe(3);
    expect(ran.stdout).toContain('unwitnessed');
  });
});
