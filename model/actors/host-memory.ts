import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import { fateOf, specOf, type Model } from '../model.ts';
import { KIND } from '../steps.ts';
import { TaskState } from '../vocabulary.ts';
import { G, T } from '../world.ts';
import { failByKernel } from './agent.ts';
import { ACTOR, pend, pendFreely, type Pending } from './pending.ts';

/** The host's memory budget: other residents' load varies, and when demand exceeds it the kernel kills any task, old or new. */
export function pendHostMemory(m: Model, w: Row, into: Pending): void {
  const { host } = m.scenario;
  const since = get(w, G.overSince);
  if (since !== NEVER) {
    for (let t = 0; t < m.tasks; t++) {
      if (isAlive(w, m.places.task(t)))
        pend(w, into, KIND['host-memory.kills'], t, ACTOR.hostMemory, since, host.oomKill);
    }
  }
  if (get(w, G.loadChanges) >= host.loadChanges) return;
  for (let level = 0; level < host.loadMb.length; level++) {
    if (level !== get(w, G.load)) pendFreely(into, KIND['host-memory.load-becomes'], level, ACTOR.hostMemory, 0);
  }
}

/** Its container runs: it uses memory, and may answer requests. */
export function isAlive(w: Row, task: number): boolean {
  const actual = get(w, task + T.actual);
  return actual === TaskState.starting || actual === TaskState.running;
}

function memoryOf(m: Model, w: Row, task: number): number {
  const fate = fateOf(m, w, task);
  if (fate?.kind === 'eats-memory' && get(w, task + T.swollen) !== 0) return fate.memoryMb;
  const { bootMemoryMb, restMemoryMb } = specOf(m, w, task).behaviour;
  return get(w, task + T.booted) === 0 ? bootMemoryMb : restMemoryMb;
}

/** Memory in use on the host, in MB. */
function memoryUsed(m: Model, w: Row): number {
  let used = m.scenario.host.loadMb[get(w, G.load)] ?? 0;
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    if (isAlive(w, task)) used += memoryOf(m, w, task);
  }
  return used;
}

/** Called after every step that may change demand: starts or clears the time under pressure. */
export function weighMemory(m: Model, w: Row): void {
  const over = memoryUsed(m, w) > m.scenario.host.memoryMb;
  if (!over) set(w, G.overSince, NEVER);
  else if (get(w, G.overSince) === NEVER) set(w, G.overSince, get(w, G.now));
}

export function takeKill(m: Model, w: Row, t: number): void {
  failByKernel(m, w, t);
  set(w, G.overSince, NEVER);
}

export function takeLoad(w: Row, level: number): void {
  set(w, G.load, level);
  set(w, G.loadChanges, get(w, G.loadChanges) + 1);
}
