import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Refusal } from './refusal.ts';

export interface Programs {
  readonly dockerd: string;
  readonly busybox: string;
}

/** What the machine lacks, in one message. */
export function requirements(): Programs {
  if (process.platform !== 'linux') throw new Refusal('an engine of its own needs Linux');
  if (process.getuid?.() !== 0) throw new Refusal('an engine of its own needs root: it makes namespaces and cgroups');
  const found = {
    dockerd: programNamed('dockerd'),
    busybox: programNamed('busybox'),
    iptables: programNamed('iptables'),
  };
  const { dockerd, busybox, iptables } = found;
  if (dockerd === null || busybox === null || iptables === null) {
    const missing = Object.entries(found).flatMap(([name, path]) => (path === null ? [name] : []));
    const install = 'apt-get install --no-install-recommends docker.io busybox-static iptables';
    throw new Refusal(`there is no ${missing.join(', no ')} on this machine: ${install}`);
  }
  return { dockerd, busybox };
}

function programNamed(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin', '/usr/bin', '/bin'];
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
