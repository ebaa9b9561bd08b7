import { GATE } from '#model/actors/operator.js';
import { actorsOf, createModel, initialWorld, pending as pendingInSwarm, take as takeInSwarm } from '#model/index.js';
import type { Model, Scenario } from '#model/index.js';
import type { Room, ServiceOfStack } from '#model/model.js';
import { SWARM_CODES } from '#model/steps.js';
import { G, S } from '#model/world.js';
import { invariant } from '#src/errors.js';
import type { AskedSystem } from '#src/explore/asked-system.js';
import { offer, stepList, type Step, type StepCode, type StepList } from '#src/explore/transition-system.js';
import { get, layoutBuilder, set, type Row } from '#src/layout/layout.js';
import { canonicalizer } from './canonical.ts';
import type { Client, ClientAct, ClientRequest, Deployer } from './client.ts';
import { describeSwarmStep } from './describe.ts';
import { outcomeOf } from './file-outcome.ts';
import { glanceAtSwarm, milestones, situation, verdictInWords } from './glance.ts';
import { lastRound, repetition } from './rounds.ts';
import {
  clearRun,
  isJudged,
  noteVerdict,
  noteWorld,
  passTime,
  R,
  Run,
  runIsOver,
  VERDICT,
  type JudgedWorld,
} from './run.ts';
import { tellingWords } from './watched-rollout.ts';
import { inWords, VERBS, watcher, type Watcher } from './watcher.ts';

export interface AskedRolloutOptions {
  readonly scenario: Scenario;
  readonly client: Client;
  readonly deploy: Deployer;
  /** More than the scenario's specs need, for those that the client sends. */
  readonly room?: Room;
}

/** The client's request is answered. Of a service that it writes for the first time: with which of the head's fates. */
const ANSWER = SWARM_CODES;
const MOST_FATES = 64;
const END = ANSWER + MOST_FATES;
/** The scenario's time for a check is up. */
const CUT_OFF = END + 1;

/** One run under way. */
interface Asked extends JudgedWorld {
  readonly client: Client;
  /** What reads would show now. */
  watcher: Watcher;
  /** What the client does next; null: it has to be waited for. */
  act: ClientAct | null;
  /** What it has asked since a service was written last, and when each was answered. */
  readonly requests: string[];
  readonly answeredAt: number[];
  /** Services of whose heads it is settled what becomes of them. */
  readonly fated: Set<number>;
}

/**
 * One client from outside watching (and, mostly, making) one scenario's rollout: the same world and the same truth as of a
 * `watchedRollout`. Virtual time moves only while a request is waiting for its answer. The operator makes no moves beside the client.
 */
export function askedRollout(options: AskedRolloutOptions): AskedSystem {
  const scenario = withoutMoves(options.scenario);
  const model = createModel(scenario, options.room);
  const builder = layoutBuilder();
  builder.embed(model.places.layout);
  const run = builder.add(Run);
  const layout = builder.done();
  const v: Asked & { model: Model } = {
    model,
    run,
    scratch: stepList(),
    client: options.client,
    watcher: watcher(model),
    act: null,
    requests: [],
    answeredAt: [],
    fated: new Set(),
  };
  return {
    name: `${scenario.name} watched from outside`,
    stride: layout.stride,
    parts: layout.parts,
    actors: actorsOf(model) + 1,
    codes: CUT_OFF + 1,
    maxSteps: scenario.bounds.maxSteps,
    telling: tellingWords(layout),
    initial(row) {
      initialWorld(model, row);
      clearRun(row, run);
      set(row, run + R.nextAt, 0);
      if (options.deploy === 'by-schedule') set(row, G.gate, GATE.open);
      v.model = { ...model, specs: [...model.specs] };
      v.act = null;
      v.requests.length = 0;
      v.answeredAt.length = 0;
      v.watcher = watcher(v.model);
      v.fated.clear();
      if (options.deploy === 'by-schedule') model.services.forEach((_service, s) => v.fated.add(s));
      v.client.begin({ model: v.model, row, wrote: () => noteDeploy(v, row) });
    },
    ready: (row) => ready(v, row),
    pending: (row, into) => pending(v, row, into),
    advance: (row, ms) => passTime(v, row, ms),
    take: (row, code) => take(v, row, code),
    canonical: canonicalizer({ layout, model }),
    describe: (row, code) => describe(v, row, code),
    finished: (row) => runIsOver(v, row),
    outcome: (row) => outcomeOf(v, row),
    situation: (row) => situation(v, row),
    glance: (row) => ({ ...glanceAtSwarm(v.model, row), rule: isJudged(row, run) ? verdictInWords(v, row) : '' }),
    milestones: (row) => milestones(v, row),
    end: () => v.client.end(),
  };
}

/** Nobody else moves: the client is the operator. */
function withoutMoves(scenario: Scenario): Scenario {
  return { ...scenario, operator: { ...scenario.operator, moves: [], maxMoves: 0 } };
}

const isSilent = (v: Asked, row: Row): boolean =>
  isJudged(row, v.run) || get(row, G.overflow) !== 0 || isBeingDeployed(row);

/** The schedule is not done with its own deploy. */
const isBeingDeployed = (row: Row): boolean => get(row, G.gate) === GATE.open || get(row, G.gate) === GATE.deploying;

function ready(v: Asked, row: Row): Promise<void> | null {
  if (v.act !== null || isSilent(v, row) || runIsOver(v, row)) return null;
  return v.client.next().then((act) => {
    v.act = act;
    set(row, v.run + R.nextAt, get(row, G.now));
  });
}

function pending(v: Asked, row: Row, into: StepList): void {
  into.count = 0;
  pendingInSwarm(v.model, row, into);
  const { act } = v;
  if (act === null || isSilent(v, row)) return;
  const { watcher: limits } = v.model.scenario;
  const actor = actorsOf(v.model);
  const now = get(row, G.now);
  const cutOff = Math.max(0, get(row, G.deployedAt)) + limits.deadlineMs + limits.healthDeadlineMs - now;
  const due = get(row, v.run + R.nextAt) - now;
  if (act.does === 'ends') {
    offer(into, END, actor, due, due, 0);
    return;
  }
  offer(into, CUT_OFF, actor, cutOff, cutOff, 0);
  const comesRound = repetition([...v.requests, act.request]) > 0 ? 1 : 0;
  const until = due + limits.intervalMs + limits.read.latestMs;
  for (let fate = 0; fate < fatesOf(v, act); fate++) {
    offer(into, ANSWER + fate, actor, due + limits.read.earliestMs, until, comesRound);
  }
}

const serviceOf = ({ model }: Asked, s: number): ServiceOfStack => {
  const service = model.services[s];
  invariant(service !== undefined, `no service ${s}`);
  return service;
};

/** A service's first write decides what becomes of its head; anything else is answered in one way. */
const fatesOf = (v: Asked, act: ClientRequest): number =>
  deploys(v, act) ? Math.max(1, serviceOf(v, act.service).fates) : 1;

const deploys = ({ model, fated }: Asked, { writes, service }: ClientRequest): boolean =>
  writes && service < model.services.length && !fated.has(service);

function take(v: Asked, row: Row, code: StepCode): void {
  if (code < ANSWER) takeInSwarm(v.model, row, code);
  else takeClient(v, row, code);
  noteWorld(v, row);
  v.client.moved();
}

function takeClient(v: Asked, row: Row, code: StepCode): void {
  const { act } = v;
  if (code === CUT_OFF) {
    conclude(v, row, VERDICT.undecided);
    return;
  }
  invariant(act !== null, 'the client was waited for');
  v.act = null;
  if (act.does === 'ends') {
    conclude(v, row, VERDICT[act.verdict]);
    return;
  }
  if (deploys(v, act)) {
    const { firstFate } = serviceOf(v, act.service);
    const fate = firstFate + code - ANSWER;
    const isGood = (v.model.fates[fate]?.kind ?? 'good') === 'good';
    set(row, v.model.places.service(act.service) + S.headFate, isGood ? 0 : fate + 1);
    v.fated.add(act.service);
  }
  v.requests.push(act.request);
  v.answeredAt.push(get(row, G.now));
  v.client.answer(act);
}

/** What a request may have changed was changed: the first time that is the deploy. A round of reads begins anew. */
function noteDeploy(v: Asked, row: Row): void {
  v.requests.length = 0;
  v.answeredAt.length = 0;
  if (get(row, G.gate) === GATE.deployed) return;
  set(row, G.gate, GATE.deployed);
  set(row, G.deployedAt, get(row, G.now));
}

function conclude(v: Asked, row: Row, verdict: number): void {
  set(row, v.run + R.roundAt, v.answeredAt[lastRound(v.requests)] ?? get(row, G.now));
  noteVerdict(v, row, verdict, 0);
}

function describe(v: Asked, row: Row, code: StepCode): Step {
  const { act, model } = v;
  if (code < ANSWER) return describeSwarmStep(model, row, code);
  if (code === CUT_OFF) return { actor: 'watcher', does: 'is-cut-off', with: { answer: "the scenario's deadline" } };
  invariant(act !== null, 'the client was waited for');
  if (act.does === 'ends') return { actor: 'watcher', does: 'ends', with: { with: act.how } };
  const { request, read, service } = act;
  const of = model.services.length === 1 && read === null ? {} : { service: model.services[service]?.name ?? '' };
  if (deploys(v, act)) {
    const fate = model.fates[serviceOf(v, service).firstFate + code - ANSWER]?.kind ?? 'good';
    return { actor: 'operator', does: 'deploys', with: { ...of, fate, request } };
  }
  if (read === null) return { actor: 'watcher', does: 'asks', with: { ...of, request } };
  return {
    actor: 'watcher',
    does: VERBS[read],
    with: { ...of, request, sees: inWords(v.watcher.answer(row, read, service)) },
  };
}
