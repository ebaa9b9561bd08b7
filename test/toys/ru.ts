import type { JudgedSystem, Step, StepList } from '#src/explore/transition-system.js';
import { offer, UNFORCED } from '#src/explore/transition-system.js';
import { get, set, type Row } from '#src/layout/layout.js';

/**
 * RU: one service, N replicas, parallelism P, start delay 0..B ticks, monitor window M, rollback above FT tracked failures, at
 * most CB crashes; a checker polls every K ticks and passes after G green polls in a row. A system with no Swarm in it whose
 * counts are known from four other engines. One tick is one ms.
 */
export interface RuParameters {
  readonly N: number;
  readonly P: number;
  readonly B: number;
  readonly M: number;
  readonly K: number;
  readonly G: number;
  readonly FT: number;
  readonly CB: number;
}

export const PHASE = { old: 0, starting: 1, running: 2, failed: 3, dead: 4, again: 5, startingOld: 6 } as const;
export const STATUS = { updating: 0, monitoring: 1, rollingBack: 2, done: 3, rolledBack: 4 } as const;

/** Words: status, window, failures, poll clock, streak, verdict, crashes; then phase and age of each replica. */
const AT = { status: 0, window: 1, failures: 2, poll: 3, streak: 4, verdict: 5, crashes: 6, replicas: 7 } as const;
const phaseAt = (i: number): number => AT.replicas + 2 * i;
const ageAt = (i: number): number => AT.replicas + 2 * i + 1;

const KINDS = [
  'dispatches',
  'runs',
  'start-fails',
  'crashes',
  'processes',
  'rolls-back',
  'runs-old',
  'restarts',
] as const;
const WHOLE = ['all-up', 'monitor-ends', 'rollback-ends', 'polls'] as const;
const WIDTH = 16;
const wholeCode = (kind: number): number => (KINDS.length + kind) * WIDTH;

/** `eager`: the manager's own steps are forced at once, as sampling wants them; without it, time may pass them by. */
export function ru(c: RuParameters, { eager = false } = {}): JudgedSystem {
  const manager = eager ? 0 : UNFORCED;
  const stride = AT.replicas + 2 * c.N;
  const count = (w: Row, phase: number): number => {
    let n = 0;
    for (let i = 0; i < c.N; i++) if (get(w, phaseAt(i)) === phase) n++;
    return n;
  };
  const processes = (w: Row): boolean => {
    const status = get(w, AT.status);
    return (
      status === STATUS.monitoring ||
      status >= STATUS.rollingBack ||
      (status === STATUS.updating && count(w, PHASE.old) > 0)
    );
  };
  const start = (w: Row, i: number, phase: number): void => {
    set(w, phaseAt(i), phase);
    set(w, ageAt(i), 0);
  };
  const crash = (w: Row): void => {
    set(w, AT.crashes, get(w, AT.crashes) + 1);
  };
  const processFailure = (w: Row, i: number): void => {
    const tracked = get(w, AT.status) <= STATUS.monitoring && get(w, ageAt(i)) <= c.M;
    start(w, i, PHASE.dead);
    if (!tracked) return;
    set(w, AT.failures, get(w, AT.failures) + 1);
    if (get(w, AT.failures) <= c.FT) return;
    set(w, AT.status, STATUS.rollingBack);
    set(w, AT.window, 0);
    set(w, AT.failures, 0);
  };
  const poll = (w: Row): void => {
    const green = count(w, PHASE.running) + count(w, PHASE.again) === c.N;
    set(w, AT.streak, green ? get(w, AT.streak) + 1 : 0);
    set(w, AT.poll, 0);
    if (get(w, AT.streak) < c.G) return;
    set(w, AT.verdict, 1);
    set(w, AT.streak, 0);
  };
  const byReplica: readonly ((w: Row, i: number) => void)[] = [
    (w, i) => {
      start(w, i, PHASE.starting);
    },
    (w, i) => {
      start(w, i, PHASE.running);
    },
    (w, i) => {
      start(w, i, PHASE.failed);
      crash(w);
    },
    (w, i) => {
      set(w, phaseAt(i), PHASE.failed);
      crash(w);
    },
    processFailure,
    (w, i) => {
      start(w, i, PHASE.startingOld);
    },
    (w, i) => {
      start(w, i, PHASE.old);
    },
    (w, i) => {
      set(w, phaseAt(i), PHASE.again);
    },
  ];
  const whole: readonly ((w: Row) => void)[] = [
    (w) => {
      set(w, AT.status, STATUS.monitoring);
      set(w, AT.window, 0);
    },
    (w) => {
      set(w, AT.status, STATUS.done);
      set(w, AT.window, 0);
      set(w, AT.failures, 0);
    },
    (w) => {
      set(w, AT.status, STATUS.rolledBack);
    },
    poll,
  ];
  const pendReplica = (w: Row, i: number, into: StepList): void => {
    const phase = get(w, phaseAt(i));
    const age = get(w, ageAt(i));
    const status = get(w, AT.status);
    const step = (kind: number, until: number): void => {
      offer(into, kind * WIDTH + i, i, 0, until);
    };
    const mayCrash = get(w, AT.crashes) < c.CB;
    const reads = processes(w);
    if (status === STATUS.updating && phase === PHASE.old && count(w, PHASE.starting) < c.P) step(0, manager);
    if (phase === PHASE.starting) step(1, c.B - age);
    if (phase === PHASE.starting && mayCrash) step(2, UNFORCED);
    if (phase === PHASE.running && mayCrash) step(3, UNFORCED);
    if (phase === PHASE.failed && reads) step(4, status <= STATUS.monitoring ? 0 : manager);
    const rollsBack = status === STATUS.rollingBack && phase !== PHASE.old && phase !== PHASE.startingOld;
    if (rollsBack && count(w, PHASE.startingOld) < c.P) step(5, manager);
    if (phase === PHASE.startingOld) step(6, c.B - age);
    if (phase === PHASE.dead && status !== STATUS.rollingBack) step(7, manager);
  };
  const pending = (w: Row, into: StepList): void => {
    into.count = 0;
    for (let i = 0; i < c.N; i++) pendReplica(w, i, into);
    const status = get(w, AT.status);
    const allUp = status === STATUS.updating && count(w, PHASE.old) === 0 && count(w, PHASE.starting) === 0;
    if (allUp) offer(into, wholeCode(0), c.N, 0, 0);
    if (status === STATUS.monitoring) offer(into, wholeCode(1), c.N, c.M - get(w, AT.window), c.M - get(w, AT.window));
    if (status === STATUS.rollingBack && count(w, PHASE.old) === c.N) offer(into, wholeCode(2), c.N, 0, 0);
    const due = c.K - get(w, AT.poll);
    if (get(w, AT.verdict) === 0) offer(into, wholeCode(3), c.N + 1, due, due, 1);
  };
  const tick = (w: Row): void => {
    for (let i = 0; i < c.N; i++) {
      const phase = get(w, phaseAt(i));
      const age = get(w, ageAt(i)) + 1;
      if (phase === PHASE.starting || phase === PHASE.startingOld) set(w, ageAt(i), age);
      else if (phase === PHASE.running || phase === PHASE.failed) set(w, ageAt(i), Math.min(age, c.M + 1));
    }
    if (get(w, AT.verdict) === 0) set(w, AT.poll, get(w, AT.poll) + 1);
    if (get(w, AT.status) === STATUS.monitoring) set(w, AT.window, get(w, AT.window) + 1);
  };
  const describe = (_w: Row, code: number): Step => {
    const kind = Math.floor(code / WIDTH);
    if (kind >= KINDS.length) return { actor: 'world', does: WHOLE[kind - KINDS.length] ?? '', with: {} };
    return { actor: 'replica', does: KINDS[kind] ?? '', with: { replica: code % WIDTH } };
  };
  return {
    name: `ru ${Object.values(c).join(' ')}`,
    stride,
    actors: c.N + 2,
    codes: (KINDS.length + WHOLE.length) * WIDTH,
    maxSteps: 400,
    telling: Int32Array.from({ length: stride }, (_, i) => i),
    initial: (w) => {
      w.fill(0);
    },
    pending,
    advance: (w, ms) => {
      for (let i = 0; i < ms; i++) tick(w);
    },
    take: (w, code) => {
      const kind = Math.floor(code / WIDTH);
      if (kind < KINDS.length) byReplica[kind]?.(w, code % WIDTH);
      else whole[kind - KINDS.length]?.(w);
    },
    canonical: () => undefined,
    describe,
    finished: (w) =>
      get(w, AT.status) === STATUS.rolledBack || (get(w, AT.status) === STATUS.done && get(w, AT.verdict) === 1),
    outcome: (w) => {
      const kind = isBad(w) ? 'masking' : get(w, AT.verdict) === 1 ? 'pass' : 'none';
      return { kind, verdict: kind, facts: { status: String(get(w, AT.status)) } };
    },
    situation: (w) => get(w, AT.status) * 64 + count(w, PHASE.running) * 8 + count(w, PHASE.failed),
    glance: (w) => ({ status: String(get(w, AT.status)) }),
    milestones: (w) => (get(w, AT.verdict) === 1 ? 1 : 0) | (get(w, AT.status) === STATUS.rolledBack ? 2 : 0),
  };
}

/** The checker has passed and the service is rolled back. */
export const isBad = (w: Row): boolean => get(w, AT.verdict) === 1 && get(w, AT.status) === STATUS.rolledBack;

/** Counts that every engine must give are known of these. */
export const RU_CONFIGURATIONS = {
  tiny: { N: 2, P: 1, B: 1, M: 1, K: 1, G: 2, FT: 0, CB: 1 },
  small: { N: 3, P: 2, B: 2, M: 2, K: 2, G: 2, FT: 0, CB: 2 },
  mid: { N: 4, P: 2, B: 2, M: 2, K: 2, G: 2, FT: 1, CB: 2 },
  big: { N: 5, P: 2, B: 3, M: 2, K: 2, G: 2, FT: 1, CB: 2 },
  six: { N: 6, P: 2, B: 3, M: 2, K: 2, G: 2, FT: 1, CB: 2 },
} as const satisfies Record<string, RuParameters>;
