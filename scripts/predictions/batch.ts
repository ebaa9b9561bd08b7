import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { allEnded } from './all-ended.ts';
import { rollout, type Ended, type Ground } from './rollout.ts';
import type { Play } from './play.ts';

export interface Batch {
  readonly ended: readonly Ended[];
  /** When the heads were deployed: of the last minute. */
  readonly load: number;
}

/** Containers have just started: the engine is let come to rest, so that the load is that of the deploys. */
const REST_MS = 1_000;

/** Several rollouts of one play, deployed in the same instant. Nothing of them is left. */
export async function batch(ground: Ground, play: Play, name: string, runs: number): Promise<Batch> {
  const rules = [...new Set([...play.claims.map(({ rule }) => rule), 'head-serves'])];
  const stacks = Array.from({ length: runs }, (_, i) => `${name}-${i + 1}`);
  const { signal } = ground.io;
  const prepared = await allEnded(stacks.map((stack) => rollout({ ground, scenario: play.scenario, stack, rules })));
  try {
    await pause(REST_MS, undefined, { signal });
    const load = loadavg()[0] ?? 0;
    return { ended: await allEnded(prepared.map(({ roll }) => roll())), load };
  } finally {
    for (const { close } of prepared) close();
    await ground.engine.clear();
  }
}
