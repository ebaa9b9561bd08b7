import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { until } from '#adapters/docker/until.js';

const aborted = (signal: AbortSignal): Promise<unknown> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(signal.reason)));

/** As it may happen at any time while a question waits for its answer. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  // What was made in this turn of the event loop is held until its end.
  await new Promise((resolve) => setImmediate(resolve));
  (runInNewContext('gc') as () => void)();
}

test('a question is given up in time, whatever was collected meanwhile', async () => {
  const session = new AbortController();
  const waiting = [until(40, session.signal), until(40, undefined)].map(aborted);
  await collectGarbage();
  for (const reason of await Promise.all(waiting)) expect(reason).toMatchObject({ name: 'TimeoutError' });
});

test('and at once when the session is stopped, for its reason', async () => {
  const session = new AbortController();
  const waiting = aborted(until(60_000, session.signal));
  await collectGarbage();
  session.abort('SIGINT');
  expect(await waiting).toBe('SIGINT');
});
