// The API calls of drills, made on a real engine and on the simulated one: of every field that the simulated one shows the real one says the same.
import { describe, expect, test } from 'vitest';
import { simulatedEngine } from '#adapters/engine-api/simulated-engine.js';
import { drillNamed } from '#src/cli/drill/drills.js';
import type { DrillCase } from '#src/cli/drill/service-spec.js';
import { callAt, isMissing, socket, type Call } from './engine.ts';
import { claimsOf } from './payloads/claims.ts';
import { replay, type Answered } from './payloads/replay.ts';
import { besideRealOne } from './simulated.ts';

/** A client's next question comes up to so much later. */
const LATEST_MS = 200;

/**
 * What the simulated engine shows and does not claim to know: a number of the machine; an index of the store, which has other writers
 * as well, and which the engine shares among the writes of a transaction.
 */
const UNCLAIMED = /\.ContainerStatus\.PID$|(^|\.)Version\.Index$/;

const caseOf = (name: string, node: string): DrillCase => ({
  drill: drillNamed(name),
  order: 'start-first',
  stack: `simpay-${name}`,
  namespace: 'simpay',
  image: 'busybox:sim',
  node,
});

/** Each question finds the world a little later; what is asked for is what the real engine was asked for. */
function simulated(fate: string): Call {
  const engine = besideRealOne('simpay', [fate]);
  return (method, path, body) => {
    if (simulatedEngine.looks({ method, path, body: '' })) engine.runToLook(0, LATEST_MS);
    return Promise.resolve(engine.ask(method, path, body));
  };
}

async function nodeOf(call: Call): Promise<string> {
  const [node] = (await call('GET', '/nodes')).body as readonly { readonly ID: string }[];
  return node?.ID ?? '';
}

/** What the simulated engine says otherwise than the real one. */
function differences(said: Answered, really: Answered): readonly string[] {
  const known = claimsOf(really.body);
  return [...claimsOf(said.body)].flatMap(([path, value]) => {
    if (UNCLAIMED.test(path) || known.get(path) === value) return [];
    return [`${said.to}: ${path}: ${JSON.stringify(value)}, really ${JSON.stringify(known.get(path))}`];
  });
}

describe.skipIf(isMissing)('the calls of a drill are answered by the simulated engine as by a real one', () => {
  test.concurrent.each([
    ['good', 'good'],
    ['label-only', 'good'],
    ['no-stamp', 'good'],
    ['dies', 'dies:700ms..800ms:1'],
  ])('%s', { timeout: 120_000 }, async (name, fate) => {
    const over = async (call: Call) => replay(call, caseOf(name, await nodeOf(call)));
    const [really, said] = await Promise.all([over(callAt(socket)), over(simulated(fate))]);
    expect(said.map(({ to, status }) => `${to}: ${status}`)).toEqual(
      really.map(({ to, status }) => `${to}: ${status}`),
    );
    expect(said.flatMap((answer, i) => differences(answer, really[i] as Answered))).toEqual([]);
  });
});
