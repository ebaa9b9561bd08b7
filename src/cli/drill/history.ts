import type { TaskView, Token } from '../../port/swarm-port.ts';
import { diedOfItsOwn, isRollingOut } from '../../port/swarm-port.ts';
import type { Drill } from './drills.ts';
import type { Sample } from './sample.ts';
import { servesInFull } from './sample.ts';

/** What a deploy started from. */
export interface Before {
  readonly drill: Drill;
  readonly containerSpec: Token;
  readonly tasks: ReadonlySet<Token>;
}

/** What the engine was seen to do since the deploy: truth is read from it. */
export interface History {
  readonly last: Sample | null;
  /** Since when nothing, and since when the update status, has changed. */
  readonly changedMs: number;
  readonly statusMs: number;
  /** The status was paused or rollback_* at some time. */
  readonly everStopped: boolean;
  /** Tasks of the head that ended of their own accord. */
  readonly dead: ReadonlySet<Token>;
  /** Instants at which the rollout was over and the head was what ran, no task of it having died. */
  readonly goodAtMs: readonly number[];
}

export function noHistory(deployedMs: number): History {
  const nothing = { last: null, everStopped: false, dead: new Set<Token>(), goodAtMs: [] };
  return { ...nothing, changedMs: deployedMs, statusMs: deployedMs };
}

export function withSample(history: History, sample: Sample, before: Before): History {
  const { last } = history;
  const { updateState } = sample.service;
  const dead = new Set([
    ...history.dead,
    ...sample.tasks.filter((task) => isDeadHead(task, before)).map(({ id }) => id),
  ]);
  const isGood = isGoodNow(sample, before) && !isRollingOut(sample.service) && dead.size === 0;
  return {
    last: sample,
    changedMs: last !== null && shapeOf(last) === shapeOf(sample) ? history.changedMs : sample.askedMs,
    statusMs: last?.service.updateState === updateState ? history.statusMs : sample.askedMs,
    everStopped:
      history.everStopped || (updateState !== 'unset' && updateState !== 'updating' && updateState !== 'completed'),
    dead,
    goodAtMs: isGood ? [...history.goodAtMs, sample.askedMs] : history.goodAtMs,
  };
}

/** The service still has the spec that was deployed. */
export function hasDeployedSpec({ service }: Sample, { drill, containerSpec }: Before): boolean {
  const isSameTemplate = service.containerSpec === containerSpec;
  return service.stamp === drill.stamp && isSameTemplate === (drill.labelOnly === true);
}

export function isGoodNow(sample: Sample, before: Before): boolean {
  return before.drill.carriesHead && hasDeployedSpec(sample, before) && servesInFull(sample);
}

/** `shutdown` is the engine's word for a task that it stopped itself. */
function isDeadHead({ id, containerSpec, state }: TaskView, before: Before): boolean {
  const isHeads = !before.tasks.has(id) && (before.drill.labelOnly === true || containerSpec !== before.containerSpec);
  return isHeads && diedOfItsOwn(state);
}

const shapeOf = ({ service, tasks }: Sample): string =>
  JSON.stringify([service.version, tasks.map(({ id, state, desired }) => [id, state, desired].join(' ')).sort()]);
