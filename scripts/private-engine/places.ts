import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** All that the engine has of its own, under one folder. */
export interface Places {
  readonly folder: string;
  /** Says that the folder is ours to remove. */
  readonly marker: string;
  readonly socket: string;
  readonly pid: string;
  readonly log: string;
  readonly config: string;
  readonly data: string;
  readonly exec: string;
  /** The cgroup that its containers live in, from the root of the hierarchy. */
  readonly cgroup: string;
}

export function placesIn(folder: string): Places {
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 8);
  return {
    folder,
    marker: join(folder, 'sim-engine'),
    socket: join(folder, 'docker.sock'),
    pid: join(folder, 'pid'),
    log: join(folder, 'dockerd.log'),
    config: join(folder, 'cfg.json'),
    data: join(folder, 'data'),
    exec: join(folder, 'exec'),
    cgroup: `sim-engine-${digest}`,
  };
}
