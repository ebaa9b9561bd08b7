import { GATE } from '#model/actors/operator.js';
import { actorsOf, createModel, initialWorld, pending as pendingInSwarm, take as takeInSwarm } from '#model/index.js';
import type { Scenario } from '#model/index.js';
import { SWARM_CODES } from '#model/steps.js';
import { G } from '#model/world.js';
import { commitOf } from '#src/assertions/hc1.js';
import type { Judge, Rule } from '#src/assertions/judge.js';
import { clearMemory } from '#src/assertions/judge.js';
import {
  offer,
  stepList,
  type JudgedSystem,
  type Step,
  type StepCode,
  type StepList,
  UNFORCED,
} from '#src/explore/transition-system.js';
import { get, layoutBuilder, NEVER, set, type Layout, type RecordLayout, type Row } from '#src/layout/layout.js';
import { canonicalizer } from './canonical.ts';
import { describeSwarmStep } from './describe.ts';
import { glance, milestones, situation } from './glance.ts';
import { clearRun, isJudged, noteWorld, passTime, R, Run, runIsOver, type JudgedWorld } from './run.ts';
import { outcomeOf } from './file-outcome.ts';
import { arrivalOf, clearOnItsWay, latenesses, OnItsWay } from './late-answer.ts';
import { describeArrival, describeRead, describeSilence, watcher, type Watcher } from './watcher.ts';

/** One rule watching one scenario's rollout: world x judge, with every read a step of its own. */
export interface WatchedRollout extends JudgedWorld {
  readonly name: string;
  readonly judge: Judge;
  readonly layout: Layout;
  /** Where the judge's memory starts in a row. */
  readonly memory: number;
  /** Where an answer that comes late is kept; null: none does. */
  readonly onItsWay: number | null;
  /** By how much an answer may be late, in ms. */
  readonly latenesses: readonly number[];
  /** Where the records that were added start. */
  readonly added: readonly number[];
  readonly watcher: Watcher;
}

/** The step code of the watcher's next read. */
export const WATCH = SWARM_CODES;
/** The same, left unanswered. */
const NO_ANSWER = SWARM_CODES + 1;
/** A late answer is there. */
const ARRIVAL = SWARM_CODES + 2;
/** The same read as WATCH, answered late: a code for each lateness that the scenario has. */
const LATE = SWARM_CODES + 3;
const MOST_LATENESSES = 2;

/** `more`: records that a row holds beside, for whoever looks on. */
export function createWatchedRollout(
  scenario: Scenario,
  rule: Rule,
  more: readonly RecordLayout[] = [],
): WatchedRollout {
  const model = createModel(scenario);
  const { watcher: limits } = scenario;
  const judge = rule.create({
    services: model.services.length,
    slots: Math.max(...model.services.map(({ slots }) => slots)),
    tasksPerSlot: model.tasksPerSlot,
    head: limits.askedFor ?? commitOf(scenario.head.stamp),
    deadlineMs: limits.deadlineMs,
    healthDeadlineMs: limits.healthDeadlineMs,
    healthAnswers: limits.healthAnswers,
    healthyNeedsConverged: limits.healthyNeedsConverged,
    graceMs: limits.graceMs,
    lagMs: lagMs(scenario),
    captured: true,
    allowRestarts: 0,
  });
  const world = model.places.layout;
  const builder = layoutBuilder();
  builder.embed(world);
  const run = builder.add(Run);
  const memory = builder.add(judge.memory);
  const late = latenesses(scenario);
  const onItsWay = late.length > 0 ? builder.add(OnItsWay) : null;
  const added = more.map((fields) => builder.add(fields));
  const layout = builder.done();
  return {
    name: `${scenario.name} watched by ${rule.name}`,
    model,
    judge,
    layout,
    run,
    memory,
    onItsWay,
    latenesses: late,
    added,
    watcher: watcher(model),
    scratch: stepList(),
  };
}

/** How late the store may learn what is so: a report's lag; a node's loss, which a change of leaders lets begin anew. */
function lagMs({ timing, faults, host }: Scenario): number {
  const nodesFail = host.nodes > 1 && faults.kinds.includes('node-down');
  if (!nodesFail) return timing.report.latestMs;
  const times = faults.kinds.includes('leader-change') ? 2 : 1;
  return Math.max(timing.report.latestMs, timing.nodeDown.latestMs * times);
}

export function watchedRollout(scenario: Scenario, rule: Rule): JudgedSystem {
  return systemOver(createWatchedRollout(scenario, rule));
}

export function systemOver(v: WatchedRollout): JudgedSystem {
  const { scenario } = v.model;
  const canonical = canonicalizer(v);
  return {
    name: v.name,
    stride: v.layout.stride,
    parts: v.layout.parts,
    actors: actorsOf(v.model) + 1,
    codes: LATE + MOST_LATENESSES,
    maxSteps: scenario.bounds.maxSteps,
    telling: tellingWords(v.layout),
    initial: (row) => {
      start(v, row);
    },
    pending: (row, into) => {
      pending(v, row, into);
    },
    advance: (row, ms) => {
      passTime(v, row, ms);
    },
    take: (row, code) => {
      take(v, row, code);
    },
    canonical,
    describe: (row, code) => describe(v, row, code),
    finished: (row) => runIsOver(v, row),
    outcome: (row) => outcomeOf(v, row),
    situation: (row) => situation(v, row),
    glance: (row) => glance(v, row),
    milestones: (row) => milestones(v, row),
  };
}

/** Words that are neither clocks nor identities. */
export const tellingWords = ({ kinds }: Layout): Int32Array =>
  Int32Array.from(kinds.flatMap((kind, at) => (kind === 'flag' || kind === 'code' || kind === 'count' ? [at] : [])));

function start(v: WatchedRollout, row: Row): void {
  initialWorld(v.model, row);
  clearRun(row, v.run);
  clearMemory(v.judge, row, v.memory);
  clearOnItsWay(row, v.onItsWay);
  set(row, v.run + R.nextAt, 0);
  openGateIfAsked(v, row);
}

/** A judge whose capture is done asks for the deploy; the operator may then act. */
function openGateIfAsked(v: WatchedRollout, row: Row): void {
  const asked = get(row, G.gate) === GATE.closed && v.judge.question(row, v.memory).ask === 'deploy';
  if (asked) set(row, G.gate, GATE.open);
}

function pending(v: WatchedRollout, row: Row, into: StepList): void {
  into.count = 0;
  pendingInSwarm(v.model, row, into);
  const gate = get(row, G.gate);
  if (isJudged(row, v.run) || get(row, G.overflow) !== 0) return;
  if (gate === GATE.open || gate === GATE.deploying) return;
  const arrivesAt = arrivalOf(v, row);
  if (arrivesAt !== NEVER) {
    const arrives = arrivesAt - get(row, G.now);
    offer(into, ARRIVAL, actorsOf(v.model), arrives, arrives, 0);
    return;
  }
  const { read } = v.model.scenario.watcher;
  const due = get(row, v.run + R.nextAt) - get(row, G.now);
  const yields = get(row, v.run + R.asleep);
  offer(into, WATCH, actorsOf(v.model), due + read.earliestMs, due + read.latestMs, yields);
  const { kinds } = v.model.scenario.faults;
  const late = v.latenesses.length;
  if ((late === 0 && !kinds.includes('no-answer')) || !mayGoWrong(v, row)) return;
  const from = due + read.earliestMs;
  if (kinds.includes('no-answer')) offer(into, NO_ANSWER, actorsOf(v.model), from, UNFORCED, yields);
  for (let i = 0; i < late; i++) offer(into, LATE + i, actorsOf(v.model), from, UNFORCED, yields);
}

function mayGoWrong(v: WatchedRollout, row: Row): boolean {
  return get(row, G.faults) < v.model.scenario.faults.maxFaults && v.watcher.asks(v, row) !== null;
}

function take(v: WatchedRollout, row: Row, code: StepCode): void {
  if (code >= WATCH) {
    takeWatcher(v, row, code);
    if (arrivalOf(v, row) === NEVER) openGateIfAsked(v, row);
  } else {
    const gate = get(row, G.gate);
    takeInSwarm(v.model, row, code);
    const isDeployed = gate !== GATE.deployed && get(row, G.gate) === GATE.deployed;
    if (isDeployed && !isJudged(row, v.run)) v.watcher.deployed(v, row);
  }
  noteWorld(v, row);
}

function takeWatcher(v: WatchedRollout, row: Row, code: StepCode): void {
  if (code === ARRIVAL) {
    v.watcher.hears(v, row);
    return;
  }
  if (code !== WATCH) set(row, G.faults, get(row, G.faults) + 1);
  v.watcher.look(v, row, code === NO_ANSWER ? { answered: false } : { answered: true, lateMs: latenessOf(v, code) });
}

const latenessOf = ({ latenesses: all }: WatchedRollout, code: StepCode): number => all[code - LATE] ?? 0;

function describe(v: WatchedRollout, row: Row, code: StepCode): Step {
  if (code === ARRIVAL) return describeArrival();
  if (code >= LATE) return describeRead(v, row, latenessOf(v, code));
  if (code === NO_ANSWER) return describeSilence(v, row);
  return code === WATCH ? describeRead(v, row) : describeSwarmStep(v.model, row, code);
}
