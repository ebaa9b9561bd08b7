import { closeOperator, GATE } from '#model/actors/operator.js';
import type { Model } from '#model/model.js';
import { G, S, T } from '#model/world.js';
import type { Composition, News } from '#src/explore/composed/composition.js';
import { get, set, type Row } from '#src/layout/layout.js';
import { headStops, noteworthy, R, SETTLED, VERDICT, waitsWithoutEnd } from '../run.ts';
import { headHasDied, isCrashLooping, isFlagged } from '../truth.ts';
import { WATCH, type WatchedRollout } from '../watched-rollout.ts';
import { isSuperseded, showsDeath } from './claim.ts';
import { isSpentTask } from './prospects.ts';
import { sights } from './sights.ts';

/** Steps that follow one another at one instant leave few notes that differ; a step that leaves more is not told apart. */
const MOST_NOTES = 6;
const MOST_TASKS = 31;

/** By the name that a task had its new one (naming.ts), and by slot which one it was (sort-slots.ts); null: slots stay where they are. */
interface Renamed {
  readonly renamed: Int32Array;
  readonly slots: Int32Array | null;
}

/**
 * A watched rollout as a world and its watcher: what the run's own words, the rule's memory, and what a proof notes beside them, come to
 * depend on of the world. Null: the two cannot be told apart so.
 */
export function compositionOf(v: WatchedRollout, names: Renamed): Composition | null {
  const { model: m } = v;
  // An answer on its way closes the operator before there is a verdict.
  if (v.onItsWay !== null || m.tasks > MOST_TASKS) return null;
  const { questions, question, show, size } = sights(v);
  const present = presentOf(m);
  const judged = new Int32Array(v.layout.stride);
  return {
    worldSize: m.places.layout.stride,
    watcherFrom: WATCH,
    news: newsOf(v, names),
    idle(row) {
      set(row, v.run + R.verdict, VERDICT.fail);
      set(row, v.run + R.settled, SETTLED.notGood);
    },
    questions,
    question,
    shownSize: size,
    show,
    outlookSize: present.size + 3,
    lookOut(row, into) {
      present.write(row, into, 0);
      into[present.size] = noteworthy(v, row);
      // What is noted at a verdict, which closes what is still open.
      judged.set(row);
      closeOperator(m, judged);
      into[present.size + 1] = get(row, G.closed) !== 0 ? get(into, present.size) : noteworthy(v, judged);
      into[present.size + 2] = bits([showsDeath(m, judged), isSuperseded(m, judged)]);
    },
    standingSize: 3,
    stand(row, into) {
      const isClosed = get(row, G.closed) !== 0;
      const flags = [
        get(row, G.overflow) !== 0,
        isCrashLooping(m, row),
        headHasDied(m, row),
        isFlagged(m, row),
        isClosed,
        isClosed && waitsWithoutEnd(v, row),
      ];
      set(into, 0, bits(flags));
      set(into, 1, get(row, G.gate));
      set(into, 2, get(row, G.faults));
    },
    acts: 1 << ACTS.length,
    actOf: (before, after) => bits(ACTS.map(({ on }) => get(before, on) !== get(after, on))),
    act(row, act) {
      ACTS.forEach(({ does }, i) => {
        if ((act >> (ACTS.length - 1 - i)) & 1) does(m, row);
      });
    },
  };
}

/** An answer that is left out is a fault, a judge that has its capture opens the gate, a verdict closes the rollout. */
const ACTS: readonly { readonly on: number; readonly does: (m: Model, row: Row) => void }[] = [
  {
    on: G.faults,
    does: (_m, row) => {
      set(row, G.faults, get(row, G.faults) + 1);
    },
  },
  {
    on: G.gate,
    does: (_m, row) => {
      set(row, G.gate, GATE.open);
    },
  },
  { on: G.closed, does: closeOperator },
];

const bits = (flags: readonly boolean[]): number => flags.reduce((word, flag) => 2 * word + (flag ? 1 : 0), 0);

/** What rules foresee with (`Prospects`): each service's version, and the tasks that are not spent, by their names. */
function presentOf(m: Model) {
  return {
    size: m.services.length + 1,
    write(row: Row, into: Row, at: number): void {
      for (let s = 0; s < m.services.length; s++) set(into, at + s, get(row, m.places.service(s) + S.version));
      let unspent = 0;
      for (let t = 0; t < m.tasks; t++) {
        const task = m.places.task(t);
        const id = get(row, task + T.id);
        if (id !== 0 && !isSpentTask(row, task)) unspent |= 1 << id;
      }
      set(into, at + m.services.length, unspent);
    },
  };
}

function newsOf(v: WatchedRollout, { renamed, slots }: Renamed): News {
  const { model: m } = v;
  const present = presentOf(m);
  const services = m.services.length;
  const before = { gate: 0, index: 0, tasks: 0, versions: new Int32Array(services) };
  const notes = new Int32Array(MOST_NOTES);
  const rawVersions = new Int32Array(services);
  let [noted, now, index, stops] = [0, 0, 0, 0];
  const versionOf = (row: Row, s: number): number => get(row, m.places.service(s) + S.version);
  return {
    size: 5 + MOST_NOTES + 2 * services + present.size + m.tasks + (slots?.length ?? 0),
    begin(row) {
      before.gate = get(row, G.gate);
      before.index = get(row, G.raftIndex);
      before.tasks = tasksIn(m, row);
      for (let s = 0; s < services; s++) before.versions[s] = versionOf(row, s);
      notes.fill(0);
      noted = 0;
    },
    note(row) {
      now = get(row, G.now);
      index = get(row, G.raftIndex);
      stops = headStops(v, row);
      for (let s = 0; s < services; s++) rawVersions[s] = versionOf(row, s);
      const word = noteworthy(v, row) + 1;
      if (noted > 0 && notes[(noted - 1) % MOST_NOTES] === word) return;
      notes[noted % MOST_NOTES] = word;
      noted++;
    },
    end(row, into) {
      // Whoever waits for the deploy looks as soon as it is through, and may have seen enough.
      const isDeployed = get(row, G.gate) === GATE.deployed && before.gate !== GATE.deployed;
      if (isDeployed || noted > MOST_NOTES) return false;
      let at = 0;
      const write = (word: number): void => {
        into[at++] = word;
      };
      const isFlawed = headHasDied(m, row) || isFlagged(m, row);
      write(now);
      write(before.gate);
      write(get(row, G.gate));
      write((index !== before.index ? 2 : 0) + (isFlawed ? 1 : 0));
      write(stops);
      for (const word of notes) write(word);
      for (let s = 0; s < services; s++) {
        const old = before.versions[s] as number;
        write(old);
        write(rawVersions[s] === old ? 1 : 0);
      }
      present.write(row, into, at);
      at += present.size;
      const tasks = tasksIn(m, row);
      for (let id = 1; id <= m.tasks; id++) {
        const name = id <= before.tasks ? (renamed[id] as number) : 0;
        write(name <= tasks ? name : 0);
      }
      if (slots !== null) for (const from of slots) write(from);
      return true;
    },
  };
}

/** Names of tasks come first: so many. */
function tasksIn(m: Model, row: Row): number {
  let tasks = 0;
  for (let t = 0; t < m.tasks; t++) if (get(row, m.places.task(t) + T.id) !== 0) tasks++;
  return tasks;
}
