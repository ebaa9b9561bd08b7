// A hand on the wheel: takes a model's steps by name, or lets it run on, earliest step first, so that a test reads like a script.
import { GATE } from '#model/actors/operator.js';
import { createModel, initialWorld, pending, take as takeStep } from '#model/index.js';
import type { FateKind, Model, Move, Scenario, TaskStateName } from '#model/index.js';
import type { Kind } from '#model/steps.js';
import { G } from '#model/world.js';
import { slack } from '#src/explore/scheduler.js';
import { stepList, UNFORCED } from '#src/explore/transition-system.js';
import { get, set, type Row } from '#src/layout/layout.js';
import { see, type Seen, type TaskSeen } from './seen.ts';
import { statusLog, trace, type StatusWrite } from './status-log.ts';
import { inWords, isMeant, stepSeen, type StepSeen, type Where } from './step-seen.ts';

interface TakenStep extends StepSeen {
  readonly atMs: number;
}

export interface Drive {
  readonly model: Model;
  readonly row: Row;
  see(): Seen;
  /** Tasks that a slot holds, oldest first. */
  tasksOf(slot: number): readonly TaskSeen[];
  /** Distinct states of UpdateStatus since the start: `unset>updating>completed`. */
  trace(): string;
  readonly writes: readonly StatusWrite[];
  readonly steps: readonly TakenStep[];
  /** Whether such a step can be taken now, or after a wait that passes no forced step. */
  can(kind: Kind, where?: Where): boolean;
  /** The operator deploys the head. */
  deploys(fate?: FateKind): void;
  moves(move: Move): void;
  /** Takes such a step, having run on until it can be taken. */
  takes(kind: Kind, where?: Where): void;
  /** These steps are put off for as long as time allows; calling what is returned ends that. */
  holds(kind: Kind, where?: Where): () => void;
  /** Runs on, earliest step first, until the condition holds. */
  until(condition: (seen: Seen) => boolean): void;
  /** Runs on until some task of the slot is in that state on its node. */
  untilTaskIs(slot: number, state: TaskStateName, spec?: string): void;
  /** Runs on for so long, or until only the environment's free choices are left. */
  passes(ms: number): void;
  /** Runs on until only the environment's free choices are left. */
  settles(): void;
  /** The kernel kills the task that runs in this slot: load comes, kills and goes. */
  crashes(where: Where): void;
}

const MOST_STEPS = 20_000;

export function drive(scenario: Scenario): Drive {
  const model = createModel(scenario);
  const row = new Int32Array(model.places.layout.stride);
  const options = stepList();
  const held: { readonly kind: Kind; readonly where: Where }[] = [];
  const steps: TakenStep[] = [];
  initialWorld(model, row);
  const log = statusLog(model, row);
  const now = (): number => get(row, G.now);
  const look = (): void => {
    options.count = 0;
    pending(model, row, options);
  };
  const optionAt = (i: number): StepSeen => stepSeen(model, row, options.code[i] ?? 0);
  const indexes = (): readonly number[] => Array.from({ length: options.count }, (_, i) => i);
  const fromOf = (i: number): number => options.from[i] ?? 0;
  const untilOf = (i: number): number => options.until[i] ?? UNFORCED;

  const takeAt = (i: number, wait = fromOf(i)): void => {
    const code = options.code[i] ?? 0;
    if (wait > slack(options)) throw new Error(`${inWords(optionAt(i))} would pass a step that time forces`);
    set(row, G.now, now() + wait);
    steps.push({ ...optionAt(i), atMs: now() });
    takeStep(model, row, code);
    log.note(row, code);
    if (steps.length > MOST_STEPS) throw new Error(`more than ${MOST_STEPS} steps`);
  };
  const meant = (kind: Kind, where: Where): number => {
    const free = slack(options);
    return indexes().find((i) => fromOf(i) <= free && isMeant(optionAt(i), kind, where)) ?? -1;
  };
  const isHeld = (i: number): boolean => held.some(({ kind, where }) => isMeant(optionAt(i), kind, where));

  /** The next step when nobody chooses, and the wait before it: the earliest, or a held one when time forces it. */
  const next = (): { readonly i: number; readonly wait: number } | null => {
    const forced = indexes().filter((i) => untilOf(i) < UNFORCED);
    const [earliest] = forced.filter((i) => !isHeld(i)).sort((a, b) => fromOf(a) - fromOf(b));
    const [urgent] = forced.slice().sort((a, b) => untilOf(a) - untilOf(b));
    if (urgent === undefined) return null;
    if (earliest !== undefined && fromOf(earliest) <= untilOf(urgent)) return { i: earliest, wait: fromOf(earliest) };
    return { i: urgent, wait: untilOf(urgent) };
  };
  const runOn = (goesOn: () => boolean): void => {
    while (goesOn()) {
      look();
      const step = next();
      if (step === null) return;
      takeAt(step.i, step.wait);
    }
  };

  const driver: Drive = {
    model,
    row,
    steps,
    writes: log.writes,
    see: () => see(model, row),
    tasksOf: (slot) => see(model, row).tasks.filter((task) => task.slot === slot),
    trace: () => trace(log.writes),
    can(kind, where = {}) {
      look();
      return meant(kind, where) >= 0;
    },
    deploys(fate = 'good') {
      set(row, G.gate, GATE.open);
      driver.takes('operator.deploys', { fate });
    },
    moves(move) {
      driver.takes('operator.moves', { move });
    },
    takes(kind, where = {}) {
      for (;;) {
        look();
        const wanted = meant(kind, where);
        const step = wanted < 0 ? next() : { i: wanted, wait: fromOf(wanted) };
        if (step === null) throw new Error(`${inWords({ kind, ...where })} is not to come; ${trace(log.writes)}`);
        takeAt(step.i, step.wait);
        if (wanted >= 0) return;
      }
    },
    holds(kind, where = {}) {
      const hold = { kind, where };
      held.push(hold);
      return () => void held.splice(held.indexOf(hold), 1);
    },
    until(condition) {
      runOn(() => !condition(see(model, row)));
      if (!condition(see(model, row))) throw new Error(`what was waited for is not to come; ${trace(log.writes)}`);
    },
    untilTaskIs(slot, state, spec) {
      driver.until((seen) =>
        seen.tasks.some(
          (task) => task.slot === slot && task.onNode === state && (spec === undefined || task.spec === spec),
        ),
      );
    },
    passes(ms) {
      const end = now() + ms;
      for (;;) {
        look();
        const step = next();
        if (step === null || now() + step.wait > end) break;
        takeAt(step.i, step.wait);
      }
      set(row, G.now, end);
    },
    settles() {
      runOn(() => true);
    },
    crashes(where) {
      const [calm = 0, crashing = 0] = scenario.host.loadMb;
      driver.takes('host-memory.load-becomes', { loadMb: crashing });
      driver.takes('host-memory.kills', where);
      driver.takes('host-memory.load-becomes', { loadMb: calm });
    },
  };
  return driver;
}
