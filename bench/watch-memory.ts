/** Bytes at one moment. `live`: the heap and the buffers outside it, right after a collection. */
interface Sample {
  readonly atMs: number;
  readonly rss: number;
  readonly live: number | null;
}

export interface MemoryFigures {
  readonly seconds: number;
  readonly rssAtStart: number;
  readonly rssAtEnd: number;
  /** After the warm-up, the first quarter. */
  readonly leastRss: number;
  readonly mostRss: number;
  readonly liveAtStart: number;
  /** The least in each half of the time after the warm-up: code that the compiler makes and drops comes and goes by 3 MB. */
  readonly liveBefore: number;
  readonly liveAfter: number;
  /** Null: the loop was too short to say. */
  readonly flat: boolean | null;
}

const SAMPLE_MS = 50;
const COLLECTIONS = 12;
const WARM_UP = 1 / 4;
/** Under this many seconds the engine itself has not settled. */
const LEAST_SECONDS = 10;
/** Growth of live memory from one half to the other that is still called flat. */
const TOLERATED_BYTES = 2_000_000;
/** RSS is the collector's affair as much as ours. */
const TOLERATED_RSS = 1.05;

/** Watches the memory of a loop that lasts so long and calls `sample` as it goes. Needs node's --expose-gc. */
export function watchMemory(seconds: number) {
  const until = seconds * 1_000;
  const began = performance.now();
  const elapsed = (): number => performance.now() - began;
  const samples: Sample[] = [];
  let lastCollection = 0;
  const take = (collects: boolean): void => {
    const { rss } = process.memoryUsage();
    samples.push({ atMs: elapsed(), rss, live: collects ? liveBytes() : null });
    if (collects) lastCollection = elapsed();
  };
  take(true);
  return {
    hasTimeLeft: () => elapsed() < until,
    sample(): void {
      if (elapsed() - lastCollection > until / COLLECTIONS) take(true);
      else if (elapsed() - (samples.at(-1)?.atMs ?? 0) > SAMPLE_MS) take(false);
    },
    figures: () => figuresOf(samples),
  };
}

function liveBytes(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function figuresOf(samples: readonly Sample[]): MemoryFigures {
  const seconds = (samples.at(-1)?.atMs ?? 0) / 1_000;
  const warm = between(samples, seconds * WARM_UP, seconds);
  const half = seconds * (WARM_UP + (1 - WARM_UP) / 2);
  const [before, after] = [between(samples, seconds * WARM_UP, half), between(samples, half, seconds)];
  const rss = warm.map((sample) => sample.rss);
  const figures = {
    seconds,
    rssAtStart: samples[0]?.rss ?? 0,
    rssAtEnd: rss.at(-1) ?? 0,
    leastRss: Math.min(...rss),
    mostRss: Math.max(...rss),
    liveAtStart: samples[0]?.live ?? 0,
    liveBefore: leastLive(before),
    liveAfter: leastLive(after),
  };
  const rssHolds = peak(after) <= TOLERATED_RSS * peak(before);
  const liveHolds = figures.liveAfter - figures.liveBefore <= TOLERATED_BYTES;
  return { ...figures, flat: seconds < LEAST_SECONDS ? null : rssHolds && liveHolds };
}

function between(samples: readonly Sample[], from: number, to: number): readonly Sample[] {
  return samples.filter(({ atMs }) => atMs >= from * 1_000 && atMs <= to * 1_000);
}

const peak = (samples: readonly Sample[]): number => Math.max(...samples.map(({ rss }) => rss));
const leastLive = (samples: readonly Sample[]): number => Math.min(...samples.flatMap(({ live }) => live ?? []));
