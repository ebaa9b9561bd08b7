import { SimError } from '../../errors.ts';
import type { SwarmPort } from '../../port/swarm-port.ts';
import { servesInFull, takeSample } from './sample.ts';
import type { DrillCase } from './service-spec.ts';
import { serviceName } from './service-spec.ts';

const PATIENCE_MS = 30_000;
const EVERY_MS = 150;
/** An image that is not there, or has no shell, is refused again and again. */
const MOST_DEATHS = 3;

/** Waits until the base runs, or says why nothing can be drilled here. */
export async function awaitBase(port: SwarmPort, one: DrillCase): Promise<void> {
  const latestMs = port.nowMs() + PATIENCE_MS;
  for (;;) {
    const sample = await takeSample(port);
    if (sample !== null && servesInFull(sample)) return;
    const dead = (sample?.tasks ?? []).filter(({ state }) => state === 'failed' || state === 'rejected');
    if (dead.length >= MOST_DEATHS) throw noBase(one, `its tasks end as ${dead[0]?.state ?? 'failed'}`);
    if (port.nowMs() >= latestMs) throw noBase(one, `it has no running task after ${PATIENCE_MS / 1_000} s`);
    await port.sleep(EVERY_MS);
  }
}

function noBase(one: DrillCase, why: string): SimError {
  return new SimError({
    code: 'docker.base-does-not-run',
    where: serviceName(one),
    what: `the version to deploy over does not come up: ${why}`,
    remedy: `Make sure that ${one.image} has /bin/sh, sleep, head and tr, and that this node takes tasks.`,
  });
}
