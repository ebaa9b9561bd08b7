import type { Space } from '#src/explore/space.js';
import type { Aide, Aides } from '#src/explore/help/aide.js';
import { spaceAhead, spaceAide } from '#src/explore/help/space-ahead.js';
import { PHASE, STATUS, type RuParameters } from './ru.ts';

/**
 * RU once more, for the bench: two words a state, and successors written straight into keys. What it says of the world it must say as
 * `ru` does; its counts are known from engines with nothing in common with either.
 */

/** A replica is six bits, phase and age: five in the first word, the sixth in the second one, below everything else. */
const CELL = 6;
const IN_FIRST = 5;
const cellOf = (phase: number, age: number): number => phase | (age << 3);

/** Where the rest begins in the second word. */
const AT = { status: 6, window: 9, failures: 12, poll: 15, streak: 18, crashes: 21, verdict: 24 } as const;
const bits = (word: number, at: number): number => (word >> at) & 7;
const put = (word: number, at: number, value: number): number => (word & ~(7 << at)) | (value << at);

/** `symmetric`: replicas are interchangeable, so they are put in order. */
export function packedRu(c: RuParameters, { symmetric = false } = {}): Space {
  const cells = new Int32Array(c.N);
  const ordered = new Int32Array(c.N);
  let into: Int32Array = new Int32Array(0);
  let written = 0;
  let isMarked = false;

  const emit = (first: number, second: number): void => {
    into[written++] = first;
    into[written++] = second;
    if (symmetric) putInOrder(into, written - 2, ordered);
  };
  /** A step of one replica. */
  const become = (first: number, second: number, i: number, cell: number): void => {
    const change = (cells[i] as number) ^ cell;
    if (i < IN_FIRST) emit(first ^ (change << (CELL * i)), second);
    else emit(first, second ^ change);
  };
  const successors = (first: number, second: number): void => {
    const status = bits(second, AT.status);
    const crashes = bits(second, AT.crashes);
    const poll = bits(second, AT.poll);
    const window = bits(second, AT.window);
    const isSilent = second >> AT.verdict !== 0;
    let [old, starting, startingOld, up] = [0, 0, 0, 0];
    let [isLate, hasFailed] = [false, false];
    for (let i = 0; i < c.N; i++) {
      const cell = (i < IN_FIRST ? first >> (CELL * i) : second) & 63;
      cells[i] = cell;
      const phase = cell & 7;
      if (phase === PHASE.old) old++;
      else if (phase === PHASE.starting) starting++;
      else if (phase === PHASE.startingOld) startingOld++;
      else if (phase === PHASE.running || phase === PHASE.again) up++;
      else if (phase === PHASE.failed) hasFailed = true;
      if ((phase === PHASE.starting || phase === PHASE.startingOld) && cell >> 3 === c.B) isLate = true;
    }
    const isTracked = status <= STATUS.monitoring;
    const reads = status !== STATUS.updating || old > 0;
    const crashed = put(second, AT.crashes, crashes + 1);
    for (let i = 0; i < c.N; i++) {
      const cell = cells[i] as number;
      const phase = cell & 7;
      if (phase === PHASE.old) {
        if (status === STATUS.updating && starting < c.P) become(first, second, i, PHASE.starting);
        continue;
      }
      if (phase === PHASE.starting) {
        become(first, second, i, PHASE.running);
        if (crashes < c.CB) become(first, crashed, i, PHASE.failed);
      } else if (phase === PHASE.running) {
        if (crashes < c.CB) become(first, crashed, i, cellOf(PHASE.failed, cell >> 3));
      } else if (phase === PHASE.failed) {
        if (reads) become(first, isTracked && cell >> 3 <= c.M ? failed(c, second) : second, i, PHASE.dead);
      }
      if (phase === PHASE.startingOld) become(first, second, i, PHASE.old);
      else if (status === STATUS.rollingBack && startingOld < c.P) become(first, second, i, PHASE.startingOld);
      if (phase === PHASE.dead && status !== STATUS.rollingBack) become(first, second, i, PHASE.again);
    }
    const allUp = status === STATUS.updating && old === 0 && starting === 0;
    const windowEnds = status === STATUS.monitoring && window === c.M;
    const allOld = status === STATUS.rollingBack && old === c.N;
    const polls = !isSilent && poll === c.K;
    if (allUp) emit(first, put(put(second, AT.status, STATUS.monitoring), AT.window, 0));
    if (windowEnds) emit(first, put(put(put(second, AT.status, STATUS.done), AT.window, 0), AT.failures, 0));
    if (allOld) emit(first, put(second, AT.status, STATUS.rolledBack));
    if (polls) emit(first, polled(c, second, up === c.N));
    if (allUp || windowEnds || allOld || polls || isLate || (hasFailed && reads && isTracked)) return;
    tick(first, isSilent ? second : put(second, AT.poll, poll + 1), status, window);
  };
  const tick = (first: number, second: number, status: number, window: number): void => {
    let [a, b] = [first, status === STATUS.monitoring ? put(second, AT.window, window + 1) : second];
    for (let i = 0; i < c.N; i++) {
      const cell = cells[i] as number;
      const phase = cell & 7;
      const ages = phase === PHASE.running || phase === PHASE.failed ? cell >> 3 <= c.M : isStarting(phase);
      if (!ages) continue;
      if (i < IN_FIRST) a += 8 << (CELL * i);
      else b += 8;
    }
    emit(a, b);
  };
  return {
    width: 2,
    bytes: () => 0,
    isMarked: () => isMarked,
    initial: (key) => {
      key.fill(0, 0, 2);
    },
    successors(keys, at, successorKeys, intoAt) {
      const second = keys[at + 1] as number;
      isMarked = second >> AT.verdict !== 0 && bits(second, AT.status) === STATUS.rolledBack;
      into = successorKeys;
      written = intoAt;
      successors(keys[at] as number, second);
      return (written - intoAt) >> 1;
    },
  };
}

const isStarting = (phase: number): boolean => phase === PHASE.starting || phase === PHASE.startingOld;

/** A failure that counts. */
function failed(c: RuParameters, second: number): number {
  const failures = bits(second, AT.failures) + 1;
  if (failures <= c.FT) return put(second, AT.failures, failures);
  return put(put(put(second, AT.status, STATUS.rollingBack), AT.window, 0), AT.failures, 0);
}

function polled(c: RuParameters, second: number, isGreen: boolean): number {
  const streak = isGreen ? bits(second, AT.streak) + 1 : 0;
  const reset = put(second, AT.poll, 0);
  return streak < c.G ? put(reset, AT.streak, streak) : put(reset, AT.streak, 0) | (1 << AT.verdict);
}

function putInOrder(key: Int32Array, at: number, cells: Int32Array): void {
  let [first, second] = [key[at] as number, key[at + 1] as number];
  for (let i = 0; i < cells.length; i++) {
    const cell = (i < IN_FIRST ? first >> (CELL * i) : second) & 63;
    let to = i;
    for (; to > 0 && (cells[to - 1] as number) > cell; to--) cells[to] = cells[to - 1] as number;
    cells[to] = cell;
  }
  [first, second] = [0, second & ~63];
  for (let i = 0; i < cells.length; i++) {
    if (i < IN_FIRST) first |= (cells[i] as number) << (CELL * i);
    else second |= cells[i] as number;
  }
  key[at] = first;
  key[at + 1] = second;
}

/** What a thread with nothing else to do makes of a search of it; they load it by its name. @public */
export const aide = (c: RuParameters): Aide => spaceAide(() => packedRu(c));

/** So many states are asked for at once: making one takes less time than asking for it. */
const CHUNK = 256;

/** The same space, with the help of others. */
export const packedRuAhead = (c: RuParameters, aides: Aides): Space => spaceAhead(packedRu(c), { aides, chunk: CHUNK });
