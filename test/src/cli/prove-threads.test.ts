// sim prove with more threads than worlds: they search the world together, and say what one says.
import { expect, test } from 'vitest';
import { emptyFolder, sim } from './memory-io.ts';

const LARGE = 'start-first rollback/pause good, two of force or label-only';

interface Certificate {
  readonly results: readonly { readonly coverage: Record<string, unknown> }[];
}

async function proved(workers: number): Promise<Certificate> {
  const words = ['--bounds', 'standard', '--world', LARGE, '--rule', 'head-serves', '--workers', String(workers)];
  const { stdout } = await sim(['prove', ...words, '--json'], { cwd: emptyFolder() });
  return JSON.parse(stdout, (key, value: unknown) => (key === 'peakBytes' ? undefined : value)) as Certificate;
}

test('one world, two threads: the same certificate but for the memory that it took', async () => {
  const [alone, together] = await Promise.all([proved(1), proved(2)]);
  expect(alone.results[0]?.coverage['states']).toBeGreaterThan(1 << 16);
  expect(together).toEqual(alone);
});
