import type { Batch, Schedule } from '../batch.ts';
import { runBatch } from '../batch.ts';
import { shrink } from '../shrink.ts';
import type { Aides } from '../help/aide.ts';
import type { JudgedSystem } from '../transition-system.ts';
import { aidesFrom } from './aides.ts';

/** Which system to search: a module that exports `systemOf`, and what to pass to it. */
export interface SystemJob {
  readonly module: string;
  readonly key: string;
  readonly job: unknown;
  readonly filed: readonly string[];
}

export type WorkItem = { readonly system: SystemJob } & (
  { readonly batch: Batch } | { readonly schedule: Schedule; readonly group: string }
);

interface SystemModule {
  systemOf(job: unknown): JudgedSystem;
}

let cached: { readonly key: string; readonly system: JudgedSystem } | null = null;

async function systemOf({ module, key, job }: SystemJob): Promise<JudgedSystem> {
  if (cached?.key !== key) {
    const loaded = (await import(module)) as SystemModule;
    cached = { key, system: loaded.systemOf(job) };
  }
  return cached.system;
}

/** Runs in a worker thread: one batch, or the shrinking of one schedule. */
export async function work(item: WorkItem): Promise<unknown> {
  const system = await systemOf(item.system);
  if ('batch' in item) return runBatch(system, item.batch, new Set(item.system.filed));
  return shrink(system, item.schedule, item.group);
}

/**
 * A job that a module's `run` does from beginning to end; it asks now and then whether there is time left. Where there are threads to spare, its
 * `aide` says what they make.
 */
export interface ModuleJob {
  readonly module: string;
  readonly job: unknown;
  /** One word: anything but 0 means that the time is up. */
  readonly stop: Int32Array;
  /** This one is among them. */
  readonly threads: number;
}

interface RunModule {
  readonly run: (job: unknown, hasTimeLeft: () => boolean, aides?: Aides) => unknown;
}

/** Runs in a worker thread: one whole job. */
export async function runJob({ module, job, stop, threads }: ModuleJob): Promise<unknown> {
  const { run } = (await import(module)) as RunModule;
  const aides = threads > 1 ? aidesFrom(threads - 1, module, job) : undefined;
  return run(job, () => Atomics.load(stop, 0) === 0, aides);
}
