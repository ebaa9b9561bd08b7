import type { Prng } from '../prng.ts';
import type { RunRecord } from '../run.ts';
import { slack, type Scheduler } from '../scheduler.ts';
import type { StepList } from '../transition-system.ts';

const CORPUS = 256;

interface Seedling {
  readonly code: Int32Array;
  readonly at: Int32Array;
}

/**
 * Coverage-guided: schedules that showed a new abstract situation are kept, and most runs follow one of them for a while before
 * another scheduler takes over.
 */
export function coverage(random: Prng, inner: Scheduler): Scheduler {
  const corpus: Seedling[] = [];
  let followed: Seedling | null = null;
  let upTo = 0;
  let position = 0;
  let now = 0;

  /** Where the followed schedule goes next, if it still can. */
  const follow = (options: StepList): number => {
    if (followed === null || position >= upTo) return -1;
    const code = followed.code[position] as number;
    const wait = (followed.at[position] as number) - now;
    position++;
    for (let i = 0; i < options.count; i++) {
      if (options.code[i] !== code) continue;
      const delay = Math.max(wait, options.from[i] as number);
      if (delay > slack(options)) return -1;
      scheduler.delayMs = delay;
      return i;
    }
    return -1;
  };

  const scheduler: Scheduler = {
    name: 'coverage',
    delayMs: 0,
    begin() {
      inner.begin();
      now = 0;
      position = 0;
      followed = corpus.length > 0 && !random.oneIn(4) ? (corpus[random.below(corpus.length)] ?? null) : null;
      upTo = followed === null ? 0 : random.below(followed.code.length);
    },
    choose(options) {
      const chosen = follow(options);
      if (chosen >= 0) {
        now += scheduler.delayMs;
        return chosen;
      }
      upTo = 0;
      const free = inner.choose(options);
      scheduler.delayMs = inner.delayMs;
      now += inner.delayMs;
      return free;
    },
    learn(record: RunRecord, novel: boolean) {
      if (!novel) return;
      const kept = { code: record.code.slice(0, record.length), at: record.at.slice(0, record.length) };
      if (corpus.length < CORPUS) corpus.push(kept);
      else corpus[random.below(CORPUS)] = kept;
    },
  };
  return scheduler;
}
