import type { RolloutPace, ServiceView } from '../../port/swarm-port.ts';

/** swarmkit updater.go Run: when Delay >= monitor, the monitor becomes Delay + 1 s. */
const DELAY_MARGIN_MS = 1_000;

/**
 * How long the engine may still change its mind about tasks that all run: the delays of all its batches, then its monitor.
 * Each term is the larger of update_config's and rollback_config's; and the agents' reports may lag behind.
 */
export function windowMs(
  { update, rollback }: Pick<ServiceView, 'update' | 'rollback'>,
  slots: number,
  lagMs: number,
): number {
  const batches = Math.max(batchesOf(slots, update), batchesOf(slots, rollback));
  const delayMs = Math.max(update.delayMs, rollback.delayMs);
  return batches * delayMs + Math.max(monitorMs(update), monitorMs(rollback)) + lagMs;
}

/** Parallelism 0 is unlimited: one batch. */
function batchesOf(slots: number, { parallelism }: RolloutPace): number {
  return parallelism === 0 ? 1 : Math.ceil(slots / parallelism);
}

function monitorMs({ delayMs, monitorMs }: RolloutPace): number {
  return delayMs >= monitorMs ? delayMs + DELAY_MARGIN_MS : monitorMs;
}
