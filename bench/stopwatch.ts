/** What some work took. CPU time is the whole process's: the collector and the compiler work in threads of their own. */
export interface Time {
  readonly wallMs: number;
  readonly cpuMs: number;
}

export const ATTEMPTS = 3;

function timed(work: () => void): Time {
  const cpu = process.cpuUsage();
  const began = performance.now();
  work();
  const wallMs = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs, cpuMs: (user + system) / 1_000 };
}

export const bestOfThree = (work: () => void): Time => bestOf(ATTEMPTS, work);

/** The least of so many attempts at the same work, each clock by itself. */
export const bestOf = (attempts: number, work: () => void): Time =>
  leastTime(Array.from({ length: attempts }, () => timed(work)));

export function leastTime(times: readonly Time[]): Time {
  return {
    wallMs: Math.min(...times.map(({ wallMs }) => wallMs)),
    cpuMs: Math.min(...times.map(({ cpuMs }) => cpuMs)),
  };
}

/** How many times work must be done to last so long; finding out warms it up as well. At least once. */
export function repeatsFor(ms: number, work: () => unknown): number {
  const began = performance.now();
  let done = 0;
  do {
    work();
    done++;
  } while (performance.now() - began < ms);
  return done;
}

export const perSecond = (count: number, ms: number): number => Math.round((count / ms) * 1_000);
