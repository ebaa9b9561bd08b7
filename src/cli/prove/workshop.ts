import type { Aides } from '../../explore/help/aide.ts';
import { workerPool } from '../../explore/workers/pool.ts';
import { breathe } from '../interrupt.ts';

/** A module whose `run` does one job from beginning to end. */
interface Craft<Job, Answer> {
  readonly module: string;
  readonly run: (job: Job, hasTimeLeft: () => boolean, aides?: Aides) => Answer;
}

/** Who does jobs: so many threads. Run from source, one is this one. The answers are the same. */
export interface Workshop {
  readonly ask: <Job, Answer>(craft: Craft<Job, Answer>, job: Job) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

export interface WorkshopOptions {
  readonly workers: number;
  /** How many jobs there are: where they are fewer than threads, a job may have several. */
  readonly jobs: number;
  /** Of all jobs together, in ms; what is under way then is told that there is no time left. */
  readonly ms: number;
  /** Ends them as well. */
  readonly signal: AbortSignal;
}

const isSource = import.meta.url.endsWith('.ts');

export function workshop({ workers, jobs, ms, signal }: WorkshopOptions): Workshop {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const halt = (): void => {
    Atomics.store(stop, 0, 1);
  };
  const timer = setTimeout(halt, ms);
  signal.addEventListener('abort', halt);
  // A search has no end that an interrupt could wait for, so it has a thread of its own, unless this is source, which threads cannot load.
  const pool = isSource && workers === 1 ? null : workerPool(workers);
  const threads = Math.max(1, Math.floor(workers / Math.max(1, jobs)));
  const began = performance.now();
  const hasTimeLeft = (): boolean => Atomics.load(stop, 0) === 0 && performance.now() - began < ms;
  return {
    async ask<Job, Answer>({ module, run }: Craft<Job, Answer>, job: Job): Promise<Answer> {
      if (pool !== null) return (await pool.run({ module, job, stop, threads })) as Answer;
      // Signals have their turn between two jobs.
      await breathe();
      return run(job, hasTimeLeft);
    },
    async close() {
      clearTimeout(timer);
      signal.removeEventListener('abort', halt);
      await pool?.close();
    },
  };
}
