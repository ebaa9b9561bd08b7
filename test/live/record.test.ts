import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { conform } from '#properties/conformance/conform.js';
import { parseRecording } from '#src/scenario/recording.js';
import { emptyFolder, sim } from '../src/cli/memory-io.ts';
import { isMissing, swarmOf, until } from './engine.ts';
import { faultProxy } from './fault-proxy.ts';
import { SCRIPTS, stackWith, UPDATE, type Stack, type StackSpec } from './stack.ts';

const BASE: StackSpec = { script: SCRIPTS.good, stamp: 'eb96de94+U', env: ['SECRET=hunter2'] };
const HEAD: StackSpec = { ...BASE, script: SCRIPTS.goodToo, stamp: '7ae7b0f7+U' };

/** Records while it deploys, over a proxy that sees all that was asked. */
async function recorded(stack: Stack, heads: readonly StackSpec[], seconds: number) {
  const proxy = await faultProxy();
  const cwd = emptyFolder();
  const argv = [
    'record',
    '--stack',
    stack.name,
    '-H',
    `unix://${proxy.socket}`,
    '-o',
    'out.jsonl',
    '--for',
    `${seconds}s`,
  ];
  const recording = sim(argv, { cwd });
  await until(
    () => Promise.resolve(proxy.asked.length),
    (count) => count > 10,
  );
  for (const head of heads) await stack.deploy(head);
  const ran = await recording;
  expect(ran).toMatchObject({ exitCode: 0, stdout: '' });
  expect(proxy.asked.filter((line) => !line.startsWith('GET '))).toEqual([]);
  const text = readFileSync(join(cwd, 'out.jsonl'), 'utf8');
  expect(text).not.toContain('hunter2');
  return { ...parseRecording(text, 'out.jsonl').recorded, text };
}

const deedsOf = ({ actions }: { readonly actions: readonly { readonly does: string }[] }) =>
  actions.map(({ does }) => does);

const CASES: readonly {
  readonly both: Partial<StackSpec>;
  readonly head: Partial<StackSpec>;
  readonly ends: string;
}[] = [
  { both: {}, head: {}, ends: 'completed' },
  { both: { replicas: 2, update: { ...UPDATE, Order: 'stop-first' } }, head: {}, ends: 'completed' },
  { both: {}, head: { script: SCRIPTS.dies }, ends: 'rollback_completed' },
  { both: {}, head: { image: 'no-such-image:at-all' }, ends: 'rollback_completed' },
];

describe.skipIf(isMissing)('sim conform explains what sim record saw, and record asks with GET alone', () => {
  test('good heads under both orders, one that dies, one without an image, all at once', async () => {
    const stacks = await Promise.all(CASES.map(({ both }) => stackWith({ ...BASE, ...both })));
    const seen = await Promise.all(
      CASES.map(({ both, head }, i) => recorded(stacks[i] as Stack, [{ ...HEAD, ...both, ...head }], 9)),
    );
    expect(seen.map((recording) => conform(recording).kind)).toEqual(CASES.map(() => 'explained'));
    expect(seen.map(deedsOf)).toEqual(CASES.map(() => ['update']));
    seen.forEach(({ samples }, i) => {
      expect(samples[0]?.service.updateState).toBe('unset');
      expect(['updating', 'rollback_started', CASES[i]?.ends]).toContain(samples.at(-1)?.service.updateState);
    });
  });

  test('another deploy of a service that has been deployed before, with a label after it', async () => {
    const stack = await stackWith(BASE);
    const swarm = await swarmOf(stack.name);
    await stack.deploy(HEAD);
    await until(
      () => swarm.look('inspect', 0),
      (seen) => seen.read === 'inspect' && seen.service.updateState === 'completed',
    );
    const again = { ...HEAD, script: `: again; ${SCRIPTS.good}`, stamp: 'c0ffee00' };
    const seen = await recorded(stack, [again], 6);
    expect(seen.samples[0]?.service.updateState).toBe('completed');
    expect(seen.samples[0]?.service.previous).toEqual({ stamp: 'eb96de94+U', template: 'before' });
    expect(conform(seen)).toMatchObject({ kind: 'explained' });
    await until(
      () => swarm.look('inspect', 0),
      (look) => look.read === 'inspect' && look.service.updateState === 'completed',
    );
    const labelled = await recorded(stack, [{ ...again, stamp: 'c0ffee01' }], 3);
    expect(deedsOf(labelled)).toEqual(['label']);
    expect(conform(labelled)).toMatchObject({ kind: 'explained' });
  });
});
