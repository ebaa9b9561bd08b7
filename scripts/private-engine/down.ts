import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { processesIn, removeCgroup } from './cgroups.ts';
import { pidsOf, stopDockerd } from './dockerd.ts';
import type { Places } from './places.ts';
import { endAll, processesOf, until } from './processes.ts';
import { Refusal } from './refusal.ts';

/** Stops the engine by its pid and takes away all that it made; a folder without our mark is left alone. */
export async function down(places: Places): Promise<void> {
  if (!existsSync(places.folder)) return;
  if (!existsSync(places.marker)) throw new Refusal(`no engine of scripts/engine lives in ${places.folder}`);
  await stopDockerd(places);
  // None is left after a good end; after a bad one containerd, shims and containers are.
  await endAll(() => processesOf(places.folder), 5_000);
  await endAll(() => processesIn(places.cgroup), 5_000);
  const left = [...pidsOf(places), ...processesOf(places.folder), ...processesIn(places.cgroup)];
  if (left.length > 0) throw new Refusal(`these processes do not end: ${left.join(', ')}`);
  unmountBelow(places.folder);
  await until(() => removed(places.cgroup), 5_000);
  if (readFileSync(places.marker, 'utf8').includes('made /etc/docker')) {
    rmSync('/etc/docker', { recursive: true, force: true });
  }
  rmSync(places.folder, { recursive: true, force: true, maxRetries: 5 });
}

/** A cgroup stays busy for a moment after its last process. */
function removed(cgroup: string): boolean {
  try {
    removeCgroup(cgroup);
    return true;
  } catch {
    return false;
  }
}

/** The engine's mounts end with its namespace; an engine that was started without one could have left some here. */
function unmountBelow(folder: string): void {
  const mounts = readFileSync('/proc/self/mounts', 'utf8').split('\n');
  const below = mounts.map((line) => line.split(' ')[1] ?? '').filter((path) => path.startsWith(`${folder}/`));
  for (const path of below.reverse()) execFileSync('umount', ['-l', path]);
}
