import type { Model } from '#model/model.js';
import { G, S, T } from '#model/world.js';
import { get, set, type Layout, type Row } from '#src/layout/layout.js';
import { NOBODYS, offsetsOf, wordRanker } from '../canonical.ts';

/** Gives identities and versions the names that they have in canonical form. */
export interface Naming {
  readonly rename: (row: Row) => void;
  /** By the name that a task had: the one that it has got in the row that was renamed last; 0: it is not there. */
  readonly renamed: Int32Array;
}

/**
 * Names of the world rest on the world alone, so that it is the same whoever watches it: versions are ranked; tasks that there are are
 * numbered slot by slot, since which of two slots got its task first nobody asks, and within a slot they keep their order; other tasks
 * are only compared for being the same. A watcher compares what it remembers with what it is shown: to it a version is some service's
 * present one, or nobody's; and tasks that are gone are numbered apart, below 0.
 */
export function naming(m: Model, layout: Layout): Naming {
  const own = watchersNames(m, layout);
  const rankVersions = wordRanker(worldsOf(m, layout, 'version').filter((at) => at !== G.raftIndex));
  const { number, renamed } = numbering(m, layout);
  return {
    renamed,
    rename(row) {
      own.keep(row);
      // Counters: all that is asked of them is a value above all others.
      set(row, G.raftIndex, rankVersions(row));
      set(row, G.lastTaskId, number(row));
      own.restore(row);
    },
  };
}

const worldsOf = (m: Model, layout: Layout, kind: 'identity' | 'version'): Int32Array =>
  offsetsOf(layout, kind).filter((at) => at < m.places.layout.stride);

/** Of the world's tasks. Tells how many names there are. */
function numbering(m: Model, layout: Layout) {
  const tasks = Array.from({ length: m.tasks }, (_, t) => m.places.task(t) + T.id);
  const others = worldsOf(m, layout, 'identity').filter((at) => at !== G.lastTaskId && !tasks.includes(at));
  // Read backwards: an iterator for each row would show.
  const words = Int32Array.from([...tasks, ...others]).reverse();
  const rank = wordRanker(words);
  // A step from a canonical row creates one task in each slot at the most; a row that is not may hold any number.
  const renamed = new Int32Array(1 + words.length + m.slots);
  const number = (row: Row): number => {
    if (get(row, G.lastTaskId) >= renamed.length) rank(row);
    let used = 0;
    renamed.fill(0);
    for (let i = words.length - 1; i >= 0; i--) {
      const at = words[i] as number;
      const id = get(row, at);
      if (id === 0) continue;
      if (renamed[id] === 0) renamed[id] = ++used;
      set(row, at, renamed[id] as number);
    }
    return used;
  };
  return { number, renamed };
}

/** What a watcher remembers is kept as what it stands for, while that is renamed. */
function watchersNames(m: Model, layout: Layout) {
  const watchersOf = (kind: 'identity' | 'version'): Int32Array =>
    offsetsOf(layout, kind).filter((at) => at >= m.places.layout.stride);
  const identities = watchersOf('identity');
  const versions = watchersOf('version');
  /** The place of a task, or, below 0, of one that is gone. */
  const subjects = new Int32Array(identities.length);
  /** The service whose version it is; -1: nobody's. */
  const owners = new Int32Array(versions.length);
  const gone = new Int32Array(identities.length);

  const subjectOf = (row: Row, id: number, others: number): number => {
    for (let t = 0; t < m.tasks; t++) if (get(row, m.places.task(t) + T.id) === id) return t;
    for (let i = 0; i < others; i++) if (gone[i] === id) return -1 - i;
    gone[others] = id;
    return -1 - others;
  };
  const ownerOf = (row: Row, version: number): number => {
    for (let s = 0; s < m.services.length; s++) if (get(row, m.places.service(s) + S.version) === version) return s;
    return -1;
  };
  return {
    keep(row: Row): void {
      let others = 0;
      for (let i = 0; i < identities.length; i++) {
        const id = get(row, identities[i] as number);
        if (id === 0) continue;
        const subject = subjectOf(row, id, others);
        subjects[i] = subject;
        if (subject < -others) others++;
      }
      for (let i = 0; i < versions.length; i++) {
        const version = get(row, versions[i] as number);
        if (version !== 0) owners[i] = ownerOf(row, version);
      }
    },
    restore(row: Row): void {
      for (let i = 0; i < identities.length; i++) {
        const at = identities[i] as number;
        if (get(row, at) === 0) continue;
        const subject = subjects[i] as number;
        set(row, at, subject < 0 ? subject : get(row, m.places.task(subject) + T.id));
      }
      for (let i = 0; i < versions.length; i++) {
        const at = versions[i] as number;
        if (get(row, at) === 0) continue;
        const owner = owners[i] as number;
        set(row, at, owner < 0 ? NOBODYS : get(row, m.places.service(owner) + S.version));
      }
    },
  };
}
