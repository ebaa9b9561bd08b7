import { expect, test } from 'vitest';
import { writes } from '#src/cli/drill/writes.js';
import { SimError } from '#src/errors.js';
import { fakeDrill, type FakeOptions } from './fake-drill.ts';

const NAMESPACE = 'sim-drill-t1';
const refused = new SimError({ code: 'docker.refused', what: 'the engine answered 500', remedy: 'Try again.' });

async function opened(change: FakeOptions['change'] = {}) {
  const { openDrill, seen } = fakeDrill({ change });
  const request = { endpoint: {}, env: {}, signal: new AbortController().signal, prefix: 'sim-drill-' };
  return { made: writes(await openDrill(request), NAMESPACE, 20), seen };
}

test('what was made is taken back, and nothing is written after that', async () => {
  const { made, seen } = await opened();
  await made.create({ Name: `${NAMESPACE}-a_app` });
  expect(made.standing()).toBe(1);
  expect(await made.takeBack()).toEqual([]);
  expect([...seen.made]).toEqual([]);
  await expect(made.create({ Name: `${NAMESPACE}-b_app` })).rejects.toThrow('writes nothing more');
});

test('a creation whose answer was lost is found by its name', async () => {
  const { made, seen } = await opened();
  seen.made.add(`${NAMESPACE}-lost_app`);
  seen.made.add('sim-drill-t2-other_app');
  expect(await made.takeBack()).toEqual([]);
  expect([...seen.made]).toEqual(['sim-drill-t2-other_app']);
});

test('a creation that is on its way is waited for', async () => {
  const way = { arrive: (): void => undefined };
  const { made, seen } = await opened({
    create: ({ Name }) =>
      new Promise((resolve) => {
        way.arrive = () => {
          seen.made.add(Name);
          resolve();
        };
      }),
  });
  const creating = made.create({ Name: `${NAMESPACE}-slow_app` });
  const takenBack = made.takeBack();
  way.arrive();
  await creating;
  expect(await takenBack).toEqual([]);
  expect([...seen.made]).toEqual([]);
});

test('what cannot be removed is named', async () => {
  const { made } = await opened({
    remove: () => Promise.reject(refused),
    containersLabelled: () => Promise.resolve(['c0ffee']),
  });
  await made.create({ Name: `${NAMESPACE}-a_app` });
  expect(await made.takeBack()).toEqual([`service ${NAMESPACE}-a_app`, 'container c0ffee']);
});

test('an engine that has fallen silent: what is known is named', async () => {
  const { made } = await opened({
    remove: () => Promise.reject(refused),
    servicesNamed: () => Promise.reject(refused),
  });
  await made.create({ Name: `${NAMESPACE}-a_app` });
  expect(await made.takeBack()).toEqual([`service ${NAMESPACE}-a_app, as far as is known`]);
});
