import type { Row } from '../../layout/layout.ts';
import { set } from '../../layout/layout.ts';
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

/** Version.Index is not kept: the claim compares versions of rounds after the deploy only. */
export function captureStamp(m: HeadServesMemory, row: Row, at: number, view: ServiceView): void {
  set(row, m.ofService(row, at) + m.service.before, stampWord(view.stamp));
}

/** Old tasks, so that their death is not put down to the head. False when there are more than the memory has room for. */
export function captureTasks(m: HeadServesMemory, row: Row, at: number, tasks: readonly TaskView[]): boolean {
  const service = m.ofService(row, at);
  for (const task of tasks) {
    if (!wasShutDown(task) && !add(row, service, m.captured, task.id)) return false;
  }
  return true;
}
