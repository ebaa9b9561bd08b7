// Engines of other kinds: one that is restarted in the middle of a check, a worker, one that is in no swarm.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { emptyFolder } from '../src/cli/memory-io.ts';
import { apiAt, isMissing, until } from './engine.ts';
import { faultProxy, type FaultProxy } from './fault-proxy.ts';
import { BASE, captured, checked, DIES, GOOD } from './live-check.ts';
import { servicesOf, stackWith } from './stack.ts';

const ENGINE = join(import.meta.dirname, '../../scripts/engine');
const run = promisify(execFile);

const engine = (...words: readonly string[]) => run(ENGINE, words, { timeout: 120_000 });

/** Engines by name, in one folder; they are gone after the test, and after what the test made on them. */
function engines() {
  const folder = emptyFolder();
  const started: string[] = [];
  onTestFinished(async () => {
    await Promise.all(started.map((dir) => engine('down', '--dir', dir)));
  });
  return async (name: string, ...more: readonly string[]) => {
    const dir = join(folder, name);
    started.push(dir);
    await engine('up', '--dir', dir, ...more);
    return { dir, socket: join(dir, 'docker.sock') };
  };
}

const asks = ({ asked }: FaultProxy, count: number): Promise<number> =>
  until(
    () => Promise.resolve(asked.length),
    (length) => length >= count,
  );

describe.skipIf(isMissing)('sim check of an engine of its own', () => {
  test('that is restarted: undecided, and whoever checks again is told what is so; of a worker: exit 5', async () => {
    const engineWith = engines();
    const { dir, socket } = await engineWith('restarted');
    const on = apiAt(socket);
    const [good, dies] = await Promise.all([stackWith(BASE, { on }), stackWith(BASE, { on })]);
    const [beforeGood, beforeDies] = await Promise.all([captured(good, socket), captured(dies, socket)]);
    await good.deploy(GOOD);
    await until(
      () => servicesOf(good),
      ([service]) => service?.UpdateStatus?.State === 'completed',
    );
    const proxies = await Promise.all([faultProxy(socket), faultProxy(socket)]);
    // So patient that neither ends by itself before the restart.
    const watching = Promise.all([
      checked(good, proxies[0].socket, ['--before', beforeGood, '--lag', '2m']),
      checked(dies, proxies[1].socket, ['--before', beforeDies, '--lag', '2m']),
    ]);
    await Promise.all(proxies.map((proxy) => asks(proxy, 15)));
    await dies.deploy(DIES);
    await engine('restart', '--dir', dir);
    const [underGood, underDies] = await watching;
    expect(underGood).toMatchObject({ exitCode: 3, code: 'no-answer' });
    expect([1, 3]).toContain(underDies.exitCode);

    const joining = engineWith('worker', '--join', dir);
    // The engine calls a task failed whose container it finds gone: so the good head has died once, and serves again.
    const [oldGood, oldDies] = await Promise.all([
      checked(good, socket, ['--before', beforeGood]),
      checked(dies, socket, ['--before', beforeDies]),
    ]);
    expect(oldGood).toMatchObject({ exitCode: 1, code: 'head-died', wrong: expect.stringContaining('died') as string });
    expect(oldDies.exitCode).toBe(1);
    expect(oldDies.wrong).not.toBeNull();
    const now = await captured(good, socket);
    expect(await checked(good, socket, ['--before', now], 1)).toMatchObject({ exitCode: 0, wrong: null });

    const worker = await joining;
    expect(await checked(good, worker.socket)).toMatchObject({ exitCode: 5, code: 'docker.not-a-manager' });
    await apiAt(worker.socket)('POST', '/swarm/leave');
    expect(await checked(good, worker.socket)).toMatchObject({ exitCode: 5, code: 'docker.no-swarm' });
  });
});
