import { spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync } from 'node:fs';
import { ask } from './ask.ts';
import type { Places } from './places.ts';
import { commandLine, endAll, until } from './processes.ts';
import { Refusal } from './refusal.ts';
import type { Programs } from './requirements.ts';

const PATIENCE_MS = 60_000;
const END_PATIENCE_MS = 20_000;

/**
 * In namespaces of its own: bridges, rules and sysctls of the network, the mounts of containers, and what engines leave in /run and
 * /opt all end with it. Loopback has to be brought up there.
 */
const IN_NAMESPACES = `
mount -t tmpfs tmpfs /run
if [ -d /opt ]; then mount -t tmpfs tmpfs /opt; fi
if [ -d /etc/docker ]; then mount -t tmpfs tmpfs /etc/docker; fi
"$1" ip link set lo up
shift
exec "$@"
`;

/** Starts dockerd on what lies in the folder, and waits until it answers. `beside`: in the network of that other engine. */
export async function startDockerd(places: Places, programs: Programs, beside: Places | null): Promise<void> {
  const pid = spawned(places, programs, beside);
  const isUp = await until(async () => commandLine(pid).length === 0 || answers(places), PATIENCE_MS);
  if (!isUp || !(await answers(places))) throw new Refusal(`dockerd did not come up: ${lastWords(places)}`);
}

/** Asks it to end, by its pid, and insists; its containers end with it. */
export const stopDockerd = (places: Places): Promise<void> => endAll(() => pidsOf(places), END_PATIENCE_MS);

/** The engine's process, or none. */
export function pidsOf({ pid, data }: Places): readonly number[] {
  const written = Number(textOf(pid));
  return written > 0 && commandLine(written).includes(data) ? [written] : [];
}

/** Empty where there is none: the engine takes it away when it ends, at any moment. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

export function answers({ socket }: Places, path = '/_ping'): Promise<boolean> {
  if (!existsSync(socket)) return Promise.resolve(false);
  return ask(socket, 'GET', path).then(
    () => true,
    () => false,
  );
}

function spawned(places: Places, { dockerd, busybox }: Programs, beside: Places | null): number {
  const log = openSync(places.log, 'a');
  const engine = [
    ...[dockerd, '--config-file', places.config, '-H', `unix://${places.socket}`, '-p', places.pid],
    ...['--data-root', places.data, '--exec-root', places.exec, '--shutdown-timeout', '5'],
    ...['--exec-opt', 'native.cgroupdriver=cgroupfs', '--cgroup-parent', `/${places.cgroup}`],
    // Bridge and rules of the network are the other's.
    ...(beside === null ? [] : ['--bridge', 'none', '--iptables=false']),
  ];
  const inMounts = ['--mount', '--propagation', 'private', '/bin/sh', '-euc', IN_NAMESPACES, 'sim-engine', busybox];
  const [program, words] =
    beside === null
      ? (['unshare', ['--net', ...inMounts]] as const)
      : (['nsenter', [`--net=/proc/${pidsOf(beside)[0] ?? 0}/ns/net`, 'unshare', ...inMounts]] as const);
  // dockerd looks for iptables and containerd where `requirements` did.
  const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin:/usr/bin:/bin` };
  const child = spawn(program, [...words, ...engine], { env, detached: true, stdio: ['ignore', log, log] });
  child.on('error', () => undefined);
  child.unref();
  if (child.pid === undefined) throw new Refusal(`${program}, of the package util-linux, cannot be started`);
  return child.pid;
}

function lastWords({ log }: Places): string {
  return existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-3).join(' | ') : 'it said nothing';
}
