import { compileFunction } from 'node:vm';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Suite } from './bundle.ts';
import type { Host } from './shim.ts';

/** A test that takes so many times the steps that it took without a mutant, and so many more, has found it out. */
const PATIENCE = { times: 10, more: 10_000 };
/** Fewer cases of a property than when the tests are run for themselves. */
const RUNS_OF_A_PROPERTY = 30;

/** What found a mutant out: the name of a test; null: nothing did. */
export type Killer = string | null;

interface Loaded {
  readonly host: Host;
  /** Runs the tests at these places until one fails: its name. */
  firstFailure(places: readonly number[]): Promise<Killer>;
}

/** What one run without a mutant shows, test by test. */
interface Seen {
  /** The mutants that are reached; those of the test under way are noted in `now`. */
  readonly reached: Set<number>[];
  now: Set<number> | null;
  /** Steps: places reached, and turns of loops. */
  readonly steps: number[];
}

/**
 * Runs the suite once to see which tests reach which mutants, then for each of the mutants that are asked for those tests, the
 * quickest first, until one fails. What is reached when modules load is decided there, so the suite is loaded anew for it.
 */
export async function judgeMutants(
  { code, mutants }: Suite,
  asked: readonly number[],
): Promise<ReadonlyMap<number, Killer>> {
  const run = compileFunction(code, ['require', 'HOST']) as (require: (name: string) => unknown, host: Host) => void;
  const atLoad = new Set<number>();
  const seen: Seen = { reached: [], now: atLoad, steps: [] };
  const load = (id: number): Loaded => loadSuite((host) => run(external, host), id, seen);

  const first = load(-1);
  for (const [place, { name }] of first.host.tests.entries()) {
    seen.now = seen.reached[place] = new Set();
    if ((await first.firstFailure([place])) !== null) throw new Error(`without any mutant this fails: ${name}`);
  }
  seen.now = null;
  const quickestFirst = [...first.host.tests.keys()].sort((a, b) => (seen.steps[a] ?? 0) - (seen.steps[b] ?? 0));
  const reaching = (ids: readonly number[]): readonly number[] =>
    quickestFirst.filter((place) => ids.some((id) => seen.reached[place]?.has(id)));
  /** For what only loading reaches: the tests of the same file first, then all others. */
  const nearestFirst = (id: number): readonly number[] => {
    const near = reaching([...mutants.keys()].filter((other) => mutants[other]?.file === mutants[id]?.file));
    return [...near, ...quickestFirst.filter((place) => !near.includes(place))];
  };

  const killers = new Map<number, Killer>();
  for (const id of asked) {
    first.host.id = id;
    const isOfLoading = atLoad.has(id);
    killers.set(
      id,
      await (isOfLoading ? fromTheStart(load, id, nearestFirst(id)) : first.firstFailure(reaching([id]))),
    );
  }
  return killers;
}

/** What the bundle leaves outside. */
function external(name: string): unknown {
  if (name !== 'fast-check') throw new Error(`the suite is not to need ${name}`);
  return fc;
}

async function fromTheStart(load: (id: number) => Loaded, id: number, places: readonly number[]): Promise<Killer> {
  try {
    return await load(id).firstFailure(places);
  } catch (error) {
    return `loading: ${String(error)}`;
  }
}

function loadSuite(run: (host: Host) => void, id: number, seen: Seen): Loaded {
  let steps = 0;
  let most = Infinity;
  const step = (): void => {
    if (++steps > most) throw new Error('no end');
  };
  const host: Host = {
    expect,
    tests: [],
    id,
    r(from, count) {
      for (let one = from; seen.now !== null && one < from + count; one++) seen.now.add(one);
      step();
      return host.id;
    },
    t: step,
  };
  run(host);
  // The suite's own setup has just said otherwise.
  fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true, numRuns: RUNS_OF_A_PROPERTY });

  async function passes(place: number): Promise<boolean> {
    const before = seen.steps[place];
    steps = 0;
    most = before === undefined ? Infinity : before * PATIENCE.times + PATIENCE.more;
    try {
      await host.tests[place]?.body();
      return true;
    } catch {
      return false;
    } finally {
      seen.steps[place] ??= steps;
    }
  }
  return {
    host,
    async firstFailure(places) {
      for (const place of places) if (!(await passes(place))) return host.tests[place]?.name ?? '';
      return null;
    },
  };
}
