import { existsSync, readFileSync } from 'node:fs';
import { answers, pidsOf, startDockerd, stopDockerd } from './dockerd.ts';
import type { Places } from './places.ts';
import { until } from './processes.ts';
import { Refusal } from './refusal.ts';
import { requirements } from './requirements.ts';

const PATIENCE_MS = 60_000;

/**
 * Stops dockerd and starts it again on the same data, with the same flags and in the same cgroup, which has kept its budget; returns
 * when the swarm has a leader again. The network is a new one, so workers that have joined are not reached any more.
 */
export async function restart(places: Places): Promise<void> {
  if (pidsOf(places).length === 0) throw new Refusal(`no engine is up in ${places.folder}`);
  if (readFileSync(places.marker, 'utf8').includes('joined ')) {
    throw new Refusal('a worker is not restarted: take it down, and let another one join');
  }
  await stopDockerd(places);
  if (pidsOf(places).length > 0 || existsSync(places.pid)) throw new Refusal('dockerd did not end in order');
  await startDockerd(places, requirements(), null);
  // Answered only where there is a leader (moby daemon/cluster).
  if (!(await until(() => answers(places, '/nodes'), PATIENCE_MS))) throw new Refusal('the swarm has no leader');
}
