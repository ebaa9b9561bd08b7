import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import type { Scenario } from '#model/scenario.js';
import type { OutcomeKind } from '#properties/outcomes.js';
import { recallFrom, type Recall } from '#src/cli/check/recall.js';
import { connectTo } from '#src/cli/check/connect-to.js';
import type { LiveStack } from '#src/cli/check/connect.js';
import type { Io } from '#src/cli/io.js';
import { allEnded } from './all-ended.ts';
import type { Engine } from './engine.ts';
import type { HealthProbe } from './health-probe.ts';
import { judged, type Judged } from './judged.ts';
import { outcomeOnEngine } from './outcome-on-engine.ts';
import { serviceBody } from './service-body.ts';
import { truthOnEngine, type Truth } from './truth-on-engine.ts';

/** Where rollouts take place. */
export interface Ground {
  readonly engine: Engine;
  readonly probe: HealthProbe;
  readonly io: Io;
}

export interface RolloutRequest {
  readonly ground: Ground;
  readonly scenario: Scenario;
  readonly stack: string;
  /** The first is the one whose first poll matters. */
  readonly rules: readonly string[];
}

export interface Seen extends Judged {
  readonly outcome: OutcomeKind;
}

export interface Ended {
  readonly truth: Truth | null;
  readonly seen: readonly Seen[];
}

/** A rollout whose base runs and has been captured. */
export interface Rollout {
  /** Deploys the head, lets rules watch it from that instant, moves as the scenario says, and waits for the end. */
  readonly roll: () => Promise<Ended>;
  readonly close: () => void;
}

const BASE_PATIENCE_MS = 120_000;
/** The first rule's first poll has the event loop to itself, as in a pipeline of its own. */
const LATER_MS = 300;
const version = z.looseObject({ Version: z.looseObject({ Index: z.number() }) });

export async function rollout(request: RolloutRequest): Promise<Rollout> {
  const { ground, scenario, stack } = request;
  const { engine, probe, io } = ground;
  await engine.request('POST', '/services/create', serviceBody(scenario, 'base', stack));
  const options = { stack, interval: scenario.watcher.intervalMs, host: engine.host, healthUrl: probe.urlOf(stack) };
  const live = await connectTo(options, io);
  await baseRuns(live);
  const services = await live.capture();
  const takenAt = new Date().toISOString();
  const recall = recallFrom({ schemaVersion: 1, kind: 'sim-capture', stack, swarm: null, takenAt, services }, live);
  return { roll: () => roll(request, live, recall), close: () => live.close() };
}

async function roll(
  { ground, scenario, stack, rules }: RolloutRequest,
  live: LiveStack,
  recall: Recall,
): Promise<Ended> {
  const listed = await live.ask('list', 0);
  const captured = new Set(listed.read === 'list' ? listed.tasks.map(({ id }) => id) : []);
  const deploy = await deployment(ground.engine, scenario, stack);
  await deploy();
  const watching = rules.map((rule, i) =>
    judged({ port: live, scenario, rule, recall, afterMs: i === 0 ? 0 : LATER_MS }),
  );
  const ending = truthOnEngine({ port: live, scenario, captured, afterMs: LATER_MS });
  const [truth, seen] = await Promise.all([ending, allEnded(watching), moves(ground, scenario, stack)]);
  // It would only be a load on the others.
  await ground.engine.request('DELETE', `/services/${stack}_app`);
  return { truth, seen: seen.map((one) => ({ ...one, outcome: outcomeOnEngine(one.verdict, truth) })) };
}

/** The version is asked for beforehand, as `docker stack deploy` does, so that nothing lies between its answer and the first poll. */
async function deployment({ request }: Engine, scenario: Scenario, stack: string): Promise<() => Promise<unknown>> {
  const name = `${stack}_app`;
  const { Version } = version.parse(await request('GET', `/services/${name}`));
  return () =>
    request('POST', `/services/${name}/update?version=${Version.Index}`, serviceBody(scenario, 'head', stack));
}

/** The one move that a prediction may have: the same deploy again, somewhere in the scenario's window. */
async function moves({ engine, io }: Ground, { operator, ...rest }: Scenario, stack: string): Promise<void> {
  if (!operator.moves.includes('identical')) return;
  const { earliestMs, latestMs } = operator.moveWindow;
  await pause(earliestMs + Math.random() * (latestMs - earliestMs), undefined, { signal: io.signal });
  // A status may be written in between, and the version with it: the docker CLI would fail then, and people try again.
  for (let tries = 5; tries > 0; tries--) {
    const again = await deployment(engine, { operator, ...rest }, stack);
    const isDone = await again().then(
      () => true,
      () => false,
    );
    if (isDone) return;
  }
  throw new Error(`${stack} could not be deployed again`);
}

async function baseRuns(live: LiveStack): Promise<void> {
  const until = live.nowMs() + BASE_PATIENCE_MS;
  while (live.nowMs() < until) {
    const listed = await live.ask('list', 0);
    if (listed.read === 'list' && listed.tasks.some(({ state }) => state === 'running')) return;
    await live.sleep(500);
  }
  throw new Error('the base does not come up');
}
