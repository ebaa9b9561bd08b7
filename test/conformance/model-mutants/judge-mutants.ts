import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { ClassScore } from '../class-score.ts';
import { RECORDINGS, recordingOf } from '../recordings.ts';
import { judgeInThread } from './judge-in-thread.ts';
import type { Verdict } from './messages.ts';
import { classOf } from './mutants.ts';
import type { ModelMutant } from './mutant.ts';

export interface Judged extends Verdict {
  readonly mutant: ModelMutant;
}

/** What found each mutant out before, by name: asked first, it spares the questions before it. Nothing else depends on it. */
const KILLERS = join(import.meta.dirname, 'killers.json');
const knownKillers = (): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(KILLERS, 'utf8')) as Readonly<Record<string, string>>;

/** Judges models in threads, as many at a time as there are cores. In the order of the mutants. */
export async function judgeMutants(mutants: readonly ModelMutant[]): Promise<readonly Judged[]> {
  const recordings = RECORDINGS.map(recordingOf);
  const known = knownKillers();
  const judged: Judged[] = [];
  const queue = mutants.entries();
  const judgeOn = async (): Promise<void> => {
    for (const [at, mutant] of queue) {
      const verdict = await judgeInThread(mutant.edits, { recordings, first: known[mutant.name] ?? null });
      judged[at] = { mutant, ...verdict };
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, judgeOn));
  return judged;
}

export function rememberKillers(judged: readonly Judged[]): void {
  const pairs = judged.flatMap(({ mutant, killer }) => (killer === null ? [] : [[mutant.name, killer] as const]));
  const sorted = pairs.sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(KILLERS, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}

/** One score a section. A mutant that was not judged is taken for what its data say: a survivor. */
export function scoresOf(mutants: readonly ModelMutant[], judged: readonly Judged[]): readonly ClassScore[] {
  const killed = new Set(judged.filter(({ killer }) => killer !== null).map(({ mutant }) => mutant));
  return [...new Set(mutants.map(classOf))].sort().map((name) => {
    const own = mutants.filter((mutant) => classOf(mutant) === name);
    const survivors = own.filter((mutant) => !killed.has(mutant)).map((mutant) => `${mutant.rule} ${mutant.name}`);
    return { class: name, mutants: own.length, killed: own.length - survivors.length, survivors };
  });
}
