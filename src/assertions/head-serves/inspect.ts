import type { Row } from '../../layout/layout.ts';
import { get, NEVER, set } from '../../layout/layout.ts';
import type { ServiceView } from '../../port/swarm-port.ts';
import type { Verdict } from '../judge.ts';
import { stampWord } from './capture.ts';
import type { HeadServesMemory } from './memory.ts';
import { Missing } from './missing.ts';
import type { HeadServesContext } from './parts.ts';
import { carriesHead } from './parts.ts';
import { empty } from './token-list.ts';

/** Why this view of the service ends the wait at once; null: it does not. Both inspects of a round are asked. */
export function failsBy(
  m: HeadServesMemory,
  row: Row,
  at: number,
  view: ServiceView,
  context: HeadServesContext,
): Verdict | null {
  const service = m.ofService(row, at);
  return context.failsBy({
    status: context.readStatus(view.updateState),
    carriesHead: carriesHead(context, view),
    isBefore: stampWord(context.stampOf(view)) === get(row, service + m.service.before),
    wasThere: get(row, service + m.service.headSpec) !== 0,
  });
}

/** What `list` needs to know about the service to follow the head's tasks, in clean rounds and in others. */
export function noteSpec(
  m: HeadServesMemory,
  row: Row,
  at: number,
  view: ServiceView,
  context: HeadServesContext,
): void {
  const service = m.ofService(row, at);
  if (get(row, service + m.service.headSpec) === 0 && carriesHead(context, view)) {
    set(row, service + m.service.headSpec, view.containerSpec);
  }
  const followedAt = service + m.service.followedAt;
  if (get(row, followedAt) !== view.version) empty(row, service, m.seen);
  set(row, followedAt, view.version);
  const isGlobal = view.mode === 'global';
  set(row, service + m.service.global, isGlobal ? 1 : 0);
  // How many a global service wants shows only in its tasks and in the nodes.
  if (!isGlobal) set(row, service + m.service.replicas, view.replicas);
}

/** The first read of a clean round: what the service itself lacks. A new version lets the unchanged time begin anew. */
export function takeInspect(
  m: HeadServesMemory,
  row: Row,
  at: number,
  view: ServiceView,
  askedMs: number,
  context: HeadServesContext,
): number {
  if (!carriesHead(context, view)) return Missing.stamp;
  if (context.readStatus(view.updateState) !== 'quiet') return Missing.status;
  const service = m.ofService(row, at);
  const isGlobal = view.mode === 'global';
  if (view.replicas === 0 && !isGlobal) return Missing.wantedSlot;
  if (view.replicas > m.tasks.size) return Missing.room;
  const version = service + m.service.version;
  if (get(row, version) !== view.version) {
    set(row, version, view.version);
    set(row, at + m.stack.cleanSinceMs, NEVER);
  }
  const cleanSinceMs = get(row, at + m.stack.cleanSinceMs);
  const longMs = context.windowMs(view, get(row, service + m.service.replicas), context.lagMs);
  const spansWindow = cleanSinceMs !== NEVER && askedMs - cleanSinceMs > longMs;
  if (!spansWindow) set(row, at + m.stack.tooSoon, 1);
  return Missing.nothing;
}

/** The last read of a clean round: every write to the service bumps its version. */
export function takeInspectAgain(m: HeadServesMemory, row: Row, at: number, view: ServiceView): number {
  const version = get(row, m.ofService(row, at) + m.service.version);
  return view.version === version ? Missing.nothing : Missing.quietRound;
}
