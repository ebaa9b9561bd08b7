import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import { fateOf, specOf, type Model } from '../model.ts';
import { KIND } from '../steps.ts';
import { TaskState } from '../vocabulary.ts';
import { G, N, T } from '../world.ts';
import { failByKernel } from './agent.ts';
import { actorOf, pend, pendFreely, type Pending } from './pending.ts';

/** `host-memory.load-becomes` names a node and a level of load. */
const LEVELS = 64;
export const loadArgument = (argument: number) => ({ n: Math.floor(argument / LEVELS), level: argument % LEVELS });

/** A node's memory budget: other residents' load varies, and when demand exceeds it the kernel kills any task, old or new. */
export function pendHostMemory(m: Model, w: Row, into: Pending): void {
  const { host } = m.scenario;
  for (let n = 0; n < m.nodes; n++) {
    const since = get(w, m.places.node(n) + N.overSince);
    if (since !== NEVER) {
      for (let t = 0; t < m.tasks; t++) {
        if (isAliveOn(w, m.places.task(t), n))
          pend(w, into, KIND['host-memory.kills'], t, actorOf.hostMemory, since, host.oomKill);
      }
    }
    if (get(w, G.loadChanges) >= host.loadChanges) continue;
    for (let level = 0; level < host.loadMb.length; level++) {
      if (level === get(w, m.places.node(n) + N.load)) continue;
      pendFreely(into, KIND['host-memory.load-becomes'], n * LEVELS + level, actorOf.hostMemory, 0);
    }
  }
}

/** Its container runs: it uses memory, and may answer requests. */
export function isAlive(w: Row, task: number): boolean {
  const actual = get(w, task + T.actual);
  return actual === TaskState.starting || actual === TaskState.running;
}

const isAliveOn = (w: Row, task: number, n: number): boolean => isAlive(w, task) && get(w, task + T.node) === n + 1;

function memoryOf(m: Model, w: Row, task: number): number {
  const fate = fateOf(m, w, task);
  if (fate?.kind === 'eats-memory' && get(w, task + T.swollen) !== 0) return fate.memoryMb;
  const { bootMemoryMb, restMemoryMb } = specOf(m, w, task).behaviour;
  return get(w, task + T.booted) === 0 ? bootMemoryMb : restMemoryMb;
}

/** Memory in use on a node, in MB. */
function memoryUsed(m: Model, w: Row, n: number): number {
  let used = m.scenario.host.loadMb[get(w, m.places.node(n) + N.load)] ?? 0;
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    if (isAliveOn(w, task, n)) used += memoryOf(m, w, task);
  }
  return used;
}

/** Called after every step that may change demand: starts or clears the time under pressure. */
export function weighMemory(m: Model, w: Row): void {
  for (let n = 0; n < m.nodes; n++) {
    const since = m.places.node(n) + N.overSince;
    const over = memoryUsed(m, w, n) > m.scenario.host.memoryMb;
    if (!over) set(w, since, NEVER);
    else if (get(w, since) === NEVER) set(w, since, get(w, G.now));
  }
}

export function takeKill(m: Model, w: Row, t: number): void {
  const n = get(w, m.places.task(t) + T.node) - 1;
  failByKernel(m, w, t);
  set(w, m.places.node(n) + N.overSince, NEVER);
}

export function takeLoad(m: Model, w: Row, argument: number): void {
  const { n, level } = loadArgument(argument);
  set(w, m.places.node(n) + N.load, level);
  set(w, G.loadChanges, get(w, G.loadChanges) + 1);
}
