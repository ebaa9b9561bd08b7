import type { RolloutPace } from '#src/port/swarm-port.js';
import type { RolloutConfigPayload } from './payloads.ts';

/** swarmkit api/defaults/service.go: what the engine applies when the config, or its Monitor, is absent. */
const DEFAULT_PARALLELISM = 1;
const DEFAULT_MONITOR_MS = 5_000;

/** moby convert/service.go passes a Monitor of zero on as absent. Rounded up: never shorter than the engine's own. */
export function rolloutPace(config: RolloutConfigPayload | null | undefined): RolloutPace {
  const { Parallelism = DEFAULT_PARALLELISM, Delay = 0, Monitor = 0 } = config ?? {};
  return {
    parallelism: Parallelism,
    delayMs: ms(Delay),
    monitorMs: Monitor === 0 ? DEFAULT_MONITOR_MS : ms(Monitor),
  };
}

const ms = (nanoseconds: number): number => Math.ceil(nanoseconds / 1e6);
