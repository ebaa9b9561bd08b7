import { arch, cpus, loadavg, release, type } from 'node:os';

/** Where the figures come from. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
  readonly os: string;
  /** Load average of the last minute before the bench began: above 0, the figures are pessimistic. */
  readonly load: number;
}

export function thisMachine(): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown processor',
    cores: processors.length,
    node: process.version,
    os: `${type()} ${release()} ${arch()}`,
    load: Number((loadavg()[0] ?? 0).toFixed(2)),
  };
}

export function machineLine({ cpu, cores, node, os, load }: Machine): string {
  return `${cpu}, ${cores} cores, node ${node}, ${os}, load average ${load} at the start`;
}
