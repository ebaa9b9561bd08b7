import { Tinypool } from 'tinypool';
import type { BatchResult } from '../batch.ts';
import type { Executor } from '../explore.ts';
import type { Trace } from '../trace.ts';
import type { ModuleJob, SystemJob, WorkItem } from './work.ts';

/** A pool of worker threads. Every answer depends on its question alone, so the number of threads changes nothing but the time. */
export interface WorkerPool {
  executor(system: SystemJob): Executor;
  /** Has one thread do a job with a module's `run`. */
  run(job: ModuleJob): Promise<unknown>;
  close(): Promise<void>;
}

export function workerPool(threads: number): WorkerPool {
  const pool = new Tinypool({
    filename: new URL('./work.js', import.meta.url).href,
    runtime: 'worker_threads',
    minThreads: threads,
    maxThreads: threads,
    isolateWorkers: false,
  });
  const ask = (item: WorkItem): Promise<unknown> => pool.run(item, { name: 'work' });
  return {
    executor: (system) => ({
      runBatch: (batch) => ask({ system, batch }) as Promise<BatchResult>,
      shrink: ({ schedule, key }) => ask({ system, schedule, group: key }) as Promise<Trace>,
    }),
    run: (job) => pool.run(job, { name: 'runJob' }) as Promise<unknown>,
    close: () => pool.destroy(),
  };
}
