import type { Row } from '../../layout/layout.ts';
import { get, NEVER, set } from '../../layout/layout.ts';
import type { ServiceView, TaskView } from '../../port/swarm-port.ts';
import { wasShutDown } from './deaths.ts';
import type { HeadServesMemory } from './memory.ts';
import { add } from './token-list.ts';

/**
 * A stamp as one word: 0 when there is none, else FNV-1a over its characters. Two stamps that happen to share a word can only
 * make the judge wait where it would have failed with `superseded`: the head's own stamp is compared in full.
 */
export function stampWord(stamp: string | null): number {
  if (stamp === null) return 0;
  let hash = 0x811c9dc5;
  for (let i = 0; i < stamp.length; i++) hash = Math.imul(hash ^ stamp.charCodeAt(i), 0x01000193);
  return hash | 0 || 1;
}

/**
 * Version.Index is not kept: the claim compares versions of rounds after the deploy only. Without a capture the engine's own
 * memory of the spec before has to do, and its StartedAt parts the tasks of this rollout from older ones.
 */
export function captureStamp(m: HeadServesMemory, row: Row, at: number, view: ServiceView, captured: boolean): void {
  set(row, m.ofService(row, at) + m.service.before, stampWord(captured ? view.stamp : view.previousStamp));
  if (!captured) set(row, at + m.startedAtMs, view.startedAtMs ?? NEVER);
}

/**
 * Old tasks, so that their death is not put down to the head. False when there are more than the memory has room for. Without
 * a capture those are old that were created before this rollout started or, when that is not known, that are there already.
 */
export function captureTasks(
  m: HeadServesMemory,
  row: Row,
  at: number,
  tasks: readonly TaskView[],
  captured: boolean,
): boolean {
  const service = m.ofService(row, at);
  const startedAtMs = captured ? NEVER : get(row, at + m.startedAtMs);
  for (const task of tasks) {
    if (startedAtMs !== NEVER && task.createdAtMs >= startedAtMs) continue;
    if (!wasShutDown(task) && !add(row, service, m.captured, task.id)) return false;
  }
  return true;
}
