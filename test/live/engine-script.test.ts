import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyFolder } from '../src/cli/memory-io.ts';
import { isMissing } from './engine.ts';

const ENGINE = join(import.meta.dirname, '../../scripts/engine');

function engine(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(ENGINE, words, { encoding: 'utf8', timeout: 120_000 });
  return { status, stdout, stderr };
}

/** Cgroups of private engines, in any hierarchy. */
const cgroups = (): readonly string[] =>
  ['', ...readdirSync('/sys/fs/cgroup')]
    .map((hierarchy) => join('/sys/fs/cgroup', hierarchy))
    .filter((path) => statSync(path).isDirectory())
    .flatMap((path) => readdirSync(path).map((name) => join(path, name)))
    .filter((path) => /\/sim-engine-\w+$/.test(path));

/** Processes that were told to work in the folder and have not ended. */
const processesIn = (folder: string): readonly string[] =>
  readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`${folder}/`);
    } catch {
      return false;
    }
  });

const mountsBelow = (folder: string): readonly string[] =>
  readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .filter((line) => line.includes(folder));

const networks = (): readonly string[] => readdirSync('/sys/class/net').sort();

describe.skipIf(isMissing)('scripts/engine', () => {
  test('a second engine lives beside the first, with a budget of memory, and leaves nothing behind', () => {
    const dir = join(emptyFolder(), 'engine');
    const [before, beside] = [networks(), cgroups()];
    expect(engine('up', '--dir', dir, '--memory', '130M')).toMatchObject({
      status: 0,
      stdout: `export DOCKER_HOST=unix://${dir}/docker.sock\n`,
    });
    expect(networks()).toEqual(before);
    const own = cgroups().filter((path) => !beside.includes(path));
    const limits = own.flatMap((path) => ['memory.limit_in_bytes', 'memory.max'].map((name) => join(path, name)));
    expect(Number(readFileSync(limits.find((path) => existsSync(path)) ?? '', 'utf8'))).toBe(130 * 2 ** 20);
    expect(engine('up', '--dir', dir).stderr).toContain('it is up already');
    expect(engine('down', '--dir', dir)).toMatchObject({ status: 0, stderr: '' });
    expect(existsSync(dir)).toBe(false);
    expect(cgroups()).toEqual(beside);
    expect(processesIn(dir)).toEqual([]);
    expect(mountsBelow(dir)).toEqual([]);
    expect(networks()).toEqual(before);
    expect(engine('down', '--dir', dir).status).toBe(0);
  });

  test("somebody else's folder is neither used nor removed", () => {
    const dir = join(emptyFolder(), 'mine');
    mkdirSync(dir);
    writeFileSync(join(dir, 'file'), '');
    expect(engine('up', '--dir', dir)).toMatchObject({ status: 5, stdout: '' });
    expect(engine('down', '--dir', dir).stderr).toMatch(/no engine of scripts\/engine lives in/);
    expect(engine('restart', '--dir', dir)).toMatchObject({ status: 5, stdout: '' });
    expect(existsSync(join(dir, 'file'))).toBe(true);
  });

  test('what it cannot do is said, with an exit code', () => {
    expect(engine('sideways')).toMatchObject({ status: 2, stderr: expect.stringContaining('Usage:') as unknown });
    expect(engine('up', '--sideways').status).toBe(2);
    const dir = join(emptyFolder(), 'engine');
    expect(engine('up', '--dir', dir, '--memory', 'much')).toMatchObject({ status: 2 });
    expect(existsSync(dir)).toBe(false);
  });
});
