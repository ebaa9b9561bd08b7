import { GATE } from '#model/actors/operator.js';
import { actorsOf, initialWorld, pending, take, type Model } from '#model/index.js';
import { SWARM_CODES } from '#model/steps.js';
import { G } from '#model/world.js';
import { invariant } from '#src/errors.js';
import type { Scheduler } from '#src/explore/scheduler.js';
import { offer, stepList } from '#src/explore/transition-system.js';
import { get, set } from '#src/layout/layout.js';
import type { SwarmPort } from '#src/port/swarm-port.js';
import { shownNow } from './shown-now.ts';

/** One schedule of the model that can be asked like a live Swarm, on virtual time: it passes while a question is on its way, and in sleep. */
export interface SimulatedSwarm extends SwarmPort {
  /** The operator may deploy the head from now on. */
  readonly deploy: () => void;
}

export interface SimulatedSwarmOptions {
  readonly model: Model;
  /** Draws the schedule. It is offered `codes` codes. */
  readonly scheduler: Scheduler;
  /** How long a question is under way, in ms: the engine looks half way. */
  readonly readMs?: number;
  /** Why the nth question is not answered; null: it is. */
  readonly silent?: (nth: number) => string | null;
}

/** The watcher's own step: it is due exactly when it wants to go on. */
const WAKES = SWARM_CODES;
export const SIMULATED_CODES = SWARM_CODES + 1;

export function simulatedSwarm(options: SimulatedSwarmOptions): SimulatedSwarm {
  const { model, scheduler, readMs = 2, silent = () => null } = options;
  const row = new Int32Array(model.places.layout.stride);
  const list = stepList();
  initialWorld(model, row);
  scheduler.begin();
  let asked = 0;

  const nowMs = (): number => get(row, G.now);
  const runTo = (atMs: number): void => {
    for (;;) {
      list.count = 0;
      pending(model, row, list);
      offer(list, WAKES, actorsOf(model), atMs - nowMs(), atMs - nowMs(), 1);
      const chosen = scheduler.choose(list);
      invariant(chosen >= 0, 'the watcher itself is always due');
      set(row, G.now, nowMs() + scheduler.delayMs);
      const code = list.code[chosen] ?? WAKES;
      if (code === WAKES) return;
      take(model, row, code);
      invariant(get(row, G.overflow) === 0, 'the scenario has room for what happens');
    }
  };

  return {
    services: model.services.map(({ name }) => name),
    nowMs,
    sleep: (ms) => {
      runTo(nowMs() + ms);
      return Promise.resolve();
    },
    ask: (read, service) => {
      const askedMs = nowMs();
      runTo(askedMs + Math.floor(readMs / 2));
      const message = silent(asked++);
      const shown = message === null ? shownNow(model, row, read, service) : { read: 'error' as const, message };
      runTo(askedMs + readMs);
      return Promise.resolve({ ...shown, askedMs, answeredMs: nowMs() });
    },
    deploy: () => {
      if (get(row, G.gate) === GATE.closed) set(row, G.gate, GATE.open);
    },
  };
}
