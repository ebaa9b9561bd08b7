import { leaveVacant } from '#model/actors/service-creation.js';
import { GATE } from '#model/actors/operator.js';
import { actorsOf, createModel, initialWorld, pending, take, type Scenario } from '#model/index.js';
import { serviceAt } from '#model/model.js';
import { SWARM_CODES } from '#model/steps.js';
import { isThere } from '#model/view.js';
import { G, S } from '#model/world.js';
import type { Prng } from '#src/explore/prng.js';
import { discreteEvent } from '#src/explore/schedulers/discrete-event.js';
import { offer, stepList } from '#src/explore/transition-system.js';
import { get, set } from '#src/layout/layout.js';
import { objectIn, type JsonObject } from './documents.ts';
import { EngineError } from './engine-error.ts';
import { takeWrite, type EngineWorld, type EngineWrite } from './engine-world.ts';
import { growing } from './growing.ts';
import { createLedger } from './ledger.ts';
import { isSpare, withSpares } from './spares.ts';
import { specSeeds } from './spec-table.ts';

/** One world for clients to play with: its schedule is drawn, and its operator is whoever writes to it. */
export interface ServedWorld {
  readonly world: EngineWorld;
  readonly nowMs: () => number;
  /** Lets happen what happens until this instant; a past one is now. */
  readonly runTo: (atMs: number) => void;
  /** A client looks: the schedule says when, within a window of ms from now. */
  readonly runToLook: (earliestMs: number, latestMs: number) => void;
  /** A bound was met: nothing happens in it any more. */
  readonly isStuck: () => boolean;
}

export interface ServedWorldOptions {
  readonly scenario: Scenario;
  readonly random: Prng;
  /** Whether the scenario's services run their base from the start; otherwise there are none. */
  readonly deployed: boolean;
  readonly epochMs: number;
  /** Told of each step before it is taken, and what it returns once it is; and of each write. */
  readonly onStep: (world: EngineWorld, code: number) => () => void;
  readonly onWrite: (world: EngineWorld, write: EngineWrite) => void;
}

/** A client may choose: its containers' environment says `SIM_FATE=dies`. */
function fateAskedFor(document: JsonObject): string | undefined {
  const env = objectIn(objectIn(document, 'TaskTemplate'), 'ContainerSpec')['Env'];
  if (!Array.isArray(env)) return undefined;
  const found = (env as readonly unknown[]).find((entry) => typeof entry === 'string' && entry.startsWith(FATE));
  return typeof found === 'string' ? found.slice(FATE.length) : undefined;
}
const FATE = 'SIM_FATE=';

const LOOKS = SWARM_CODES;
/** Virtual time has an end: some twelve days. */
const LAST_MS = 0x3fffffff;

export function servedWorld(options: ServedWorldOptions): ServedWorld {
  const { random, deployed, epochMs, onStep, onWrite } = options;
  const { scenario, room } = withSpares(options.scenario);
  const model = growing(createModel(scenario, room));
  const row = new Int32Array(model.places.layout.stride);
  initialWorld(model, row);
  model.services.forEach(({ name }, s) => {
    if (!deployed || isSpare(name)) leaveVacant(model, row, s);
  });
  // From here on the cluster's own faults may come, and nobody else deploys.
  set(row, G.gate, GATE.deployed);
  set(row, G.deployedAt, 0);

  /** What comes to a service that there is already has one of the scenario's fates; what creates one is good. */
  const fateOf = (s: number, document: JsonObject): number => {
    const { firstFate, fates } = serviceAt(model, s);
    const asked = fateAskedFor(document);
    const chosen = model.fates.findIndex(({ kind }, i) => kind === asked && i >= firstFate && i < firstFate + fates);
    if (chosen < 0 && (!isThere(model, row, s) || fates === 0)) return 0;
    const fate = chosen < 0 ? firstFate + random.below(fates) : chosen;
    return model.fates[fate]?.kind === 'good' ? 0 : fate + 1;
  };
  const ledger = createLedger({ model, seeds: specSeeds(model), isHeadStamp: () => false, fateOf, epochMs });
  ledger.note(row);

  const write = (change: EngineWrite): void => {
    if (isStuck())
      throw new EngineError(503, 'simulated engine: a bound of its world was met, so that it stands still');
    takeWrite(model, row, change);
    // A fate that strikes once strikes once an update.
    if (change.does === 'updates') set(row, model.places.service(change.service) + S.fateUsed, 0);
    ledger.note(row);
    onWrite(world, change);
  };
  const world: EngineWorld = { model, row, ledger, write };
  const nowMs = (): number => get(row, G.now);
  const isStuck = (): boolean => get(row, G.overflow) !== 0 || nowMs() >= LAST_MS;

  const scheduler = discreteEvent(random, SWARM_CODES + 1);
  const list = stepList();
  scheduler.begin();
  const run = (earliestMs: number, latestMs: number): void => {
    const [from, until] = [nowMs() + earliestMs, nowMs() + latestMs];
    while (!isStuck()) {
      list.count = 0;
      pending(model, row, list);
      offer(list, LOOKS, actorsOf(model), from - nowMs(), until - nowMs(), 1);
      const chosen = scheduler.choose(list);
      set(row, G.now, nowMs() + scheduler.delayMs);
      const code = list.code[chosen] ?? LOOKS;
      if (code === LOOKS) break;
      const told = onStep(world, code);
      take(model, row, code);
      ledger.note(row);
      told();
    }
    ledger.note(row);
  };
  return {
    world,
    nowMs,
    runTo: (atMs) => run(Math.max(0, atMs - nowMs()), Math.max(0, atMs - nowMs())),
    runToLook: run,
    isStuck,
  };
}
