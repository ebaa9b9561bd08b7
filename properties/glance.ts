import { serviceAt, serviceOfSlot, specAt, specOf, type Model } from '#model/model.js';
import { slotOfTask } from '#model/slots.js';
import { TaskState, UPDATE_STATES } from '#model/vocabulary.js';
import { G, S, T } from '#model/world.js';
import { get, type Row } from '#src/layout/layout.js';
import { isJudged, R, VERDICTS, type JudgedWorld } from './run.ts';
import { carriesHead, isCrashLooping } from './truth.ts';
import { REASONS } from './watcher.ts';
import type { WatchedRollout } from './watched-rollout.ts';

/** What people are shown of a state: status and stamp as the API shows them, tasks that really run, and where the rule stands. */
export function glance(v: WatchedRollout, row: Row): Readonly<Record<string, string>> {
  return { ...glanceAtSwarm(v.model, row), rule: ruleInWords(v, row) };
}

export function glanceAtSwarm(m: Model, row: Row): Readonly<Record<string, string>> {
  const each = (look: (s: number) => string): string =>
    m.services.map(({ name }, s) => (s === 0 ? look(s) : `${name} ${look(s)}`)).join('; ');
  return {
    status: each((s) => UPDATE_STATES[get(row, m.places.service(s) + S.updateState)] ?? 'unset'),
    stamp: each((s) => specAt(m, get(row, m.places.service(s) + S.spec)).stamp ?? 'absent'),
    running: each((s) => runningBySpec(m, row, s)),
  };
}

function runningBySpec(m: Model, row: Row, s: number): string {
  const counts = new Map<string, number>();
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    if (get(row, task + T.id) === 0 || get(row, task + T.actual) !== TaskState.running) continue;
    if (serviceOfSlot(m, slotOfTask(m, t)) !== s) continue;
    const { name } = specOf(m, row, task);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => `${name} ${count}`).join(', ') || 'none';
}

function ruleInWords(v: WatchedRollout, row: Row): string {
  const { run, judge, memory } = v;
  if (isJudged(row, run)) return verdictInWords(v, row);
  const question = judge.question(row, memory);
  switch (question.ask) {
    case 'deploy':
      return 'lets the deploy begin';
    case 'sleep':
      return 'waits';
    case 'read':
      return `goes on to ${question.read}${question.service === 0 ? '' : ` of ${serviceAt(v.model, question.service).name}`}`;
  }
}

export function verdictInWords({ run }: JudgedWorld, row: Row): string {
  const reason = REASONS[get(row, run + R.reason) - 1];
  const verdict = VERDICTS[get(row, run + R.verdict)] ?? 'none';
  return reason === undefined ? verdict : `${verdict}: ${reason}`;
}

/** 1: the verdict has been given; 2: a spec is no longer the head's, or a persistent head has died. */
export function milestones(v: JudgedWorld, row: Row): number {
  const { model: m, run } = v;
  const replaced = m.services.some((_, s) => !carriesHead(m, row, s));
  const harmed = get(row, G.deployedAt) >= 0 && (replaced || isCrashLooping(m, row));
  return (isJudged(row, run) ? 1 : 0) | (harmed ? 2 : 0);
}

/** A coarse picture of a state, for coverage: statuses, updaters, specs, how many tasks are where, and how far the rule is. */
export function situation(v: JudgedWorld, row: Row): number {
  const { model: m, run } = v;
  let hash = 0;
  const mix = (value: number): void => {
    hash = Math.imul(hash ^ value, 0x01000193) ^ (value << 7);
  };
  for (let s = 0; s < m.services.length; s++) {
    const service = m.places.service(s);
    mix(get(row, service + S.updateState));
    mix(get(row, service + S.updater));
    mix(get(row, service + S.spec));
    mix(Math.min(2, get(row, service + S.headDeaths)));
  }
  mix(get(row, run + R.verdict) * 16 + get(row, run + R.asleep));
  mix(get(row, G.lastMove));
  mix(get(row, G.faults));
  let tasks = 0;
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    if (get(row, task + T.id) === 0) continue;
    const observed = get(row, task + T.observed);
    tasks += Math.imul(observed * 4 + (get(row, task + T.desired) > TaskState.running ? 1 : 0) + 3, 0x9e3779b1);
  }
  mix(tasks);
  return hash >>> 0;
}
