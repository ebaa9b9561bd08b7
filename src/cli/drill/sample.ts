import type { SwarmPort, ServiceView, TaskView, Token } from '../../port/swarm-port.ts';
import { isWanted } from '../../port/swarm-port.ts';

/** The service and its tasks at what was one instant as far as the service's version tells. */
export interface Sample {
  readonly askedMs: number;
  readonly answeredMs: number;
  readonly service: ServiceView;
  readonly tasks: readonly TaskView[];
  /** Tasks that are not dirty, by the engine's own word. */
  readonly upToDate: ReadonlySet<Token>;
}

/** Null: the service was written in between, or the engine gave no answer. */
export async function takeSample(port: SwarmPort): Promise<Sample | null> {
  const before = await port.ask('inspect', 0);
  const listed = await port.ask('list', 0);
  const current = await port.ask('up-to-date', 0);
  const after = await port.ask('inspect', 0);
  if (before.read !== 'inspect' || listed.read !== 'list') return null;
  if (current.read !== 'up-to-date' || after.read !== 'inspect') return null;
  if (before.service.version !== after.service.version) return null;
  const upToDate = new Set(current.tasks.map(({ id }) => id));
  const { askedMs } = before;
  return { askedMs, answeredMs: after.answeredMs, service: after.service, tasks: listed.tasks, upToDate };
}

/** One up-to-date running task in every slot that is wanted, and no other that is wanted. */
export function servesInFull({ service, tasks, upToDate }: Sample): boolean {
  const wanted = tasks.filter(isWanted);
  const slots = new Set(wanted.map(({ slot }) => slot));
  const serve = wanted.every(({ id, state }) => state === 'running' && upToDate.has(id));
  return serve && wanted.length > 0 && wanted.length === service.replicas && slots.size === wanted.length;
}
