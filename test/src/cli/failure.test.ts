import { describe, expect, test } from 'vitest';
import { reportFailure } from '#src/cli/failure.js';
import { Interrupted, unlessInterrupted } from '#src/cli/interrupt.js';
import { SimError } from '#src/errors.js';

function fail(error: unknown, json = false, env: Readonly<Record<string, string>> = {}) {
  const written = { stdout: '', stderr: '' };
  const output = (stream: 'stdout' | 'stderr') => ({
    isTTY: false,
    write: (text: string) => void (written[stream] += text),
  });
  const io = {
    stdout: output('stdout'),
    stderr: output('stderr'),
    cwd: '.',
    env,
    signal: new AbortController().signal,
  };
  return { exitCode: reportFailure(error, io, json), ...written };
}

describe('what ended a session early', () => {
  test('the operator can act: one paragraph, whatever its words contain', () => {
    const error = new SimError({
      code: 'scenario.unreadable',
      where: 'a.yml',
      what: 'it is\n  gone',
      remedy: 'Find it.',
    });
    expect(fail(error)).toEqual({ exitCode: 5, stdout: '', stderr: 'sim: a.yml: it is gone. Find it.\n' });
  });

  test('our bug: 70, and a stack only when asked for', () => {
    const error = new Error('invariant broken: two updaters');
    const said = 'sim: this is a bug in sim: invariant broken: two updaters. Report it';
    expect(fail(error)).toMatchObject({ exitCode: 70, stdout: '', stderr: expect.stringContaining(said) as string });
    expect(fail(error).stderr).not.toContain('failure.test.ts');
    expect(fail(error, false, { SIM_DEBUG: '1' }).stderr).toContain('failure.test.ts');
    expect(JSON.parse(fail('thrown', true).stdout)).toMatchObject({ error: { code: 'bug', what: 'thrown' } });
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('%s: exit %i, and stdout is left alone', (signal, exitCode) => {
    expect(fail(new Interrupted(signal), true)).toMatchObject({ exitCode, stdout: '' });
  });
});

test('work is given up as soon as the session is asked to stop', async () => {
  const stopping = new AbortController();
  const never = new Promise<void>(() => undefined);
  const waiting = unlessInterrupted(never, stopping.signal);
  stopping.abort('SIGTERM');
  await expect(waiting).rejects.toThrow('interrupted by SIGTERM');
  await expect(unlessInterrupted(Promise.resolve(1), stopping.signal)).rejects.toThrow('interrupted');
  await expect(unlessInterrupted(Promise.resolve(1), new AbortController().signal)).resolves.toBe(1);
});
