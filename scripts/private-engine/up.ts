import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { ask } from './ask.ts';
import { busyboxImage } from './busybox-image.ts';
import { limitMemory } from './cgroups.ts';
import { down } from './down.ts';
import type { Places } from './places.ts';
import { commandLine, until } from './processes.ts';
import { Refusal } from './refusal.ts';
import { requirements } from './requirements.ts';

const PATIENCE_MS = 60_000;

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

/** Starts the engine, makes it a swarm of one and gives it an image. Returns what DOCKER_HOST has to say. */
export async function up(places: Places, memory: string | null): Promise<string> {
  const { dockerd, busybox } = requirements();
  const host = `unix://${places.socket}`;
  if (await answers(places)) {
    process.stderr.write(`scripts/engine: it is up already in ${places.folder}\n`);
    return host;
  }
  claim(places);
  try {
    if (memory !== null) limitMemory(places.cgroup, memory);
    const pid = start(places, dockerd, busybox);
    const isUp = await until(async () => commandLine(pid).length === 0 || answers(places), PATIENCE_MS);
    if (!isUp || !(await answers(places))) throw new Refusal(`dockerd did not come up: ${lastWords(places)}`);
    const swarm = { ListenAddr: '127.0.0.1:2377', AdvertiseAddr: '127.0.0.1' };
    await ask(places.socket, 'POST', '/swarm/init', JSON.stringify(swarm));
    const image = busyboxImage(busybox, places.folder);
    await ask(places.socket, 'POST', '/images/create?fromSrc=-&repo=busybox&tag=sim', image);
    return host;
  } catch (error) {
    await down(places);
    throw error;
  }
}

/** A folder that is new, or empty, becomes ours. */
function claim({ folder, marker, config }: Places): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (existsSync(marker))
    throw new Refusal(`an engine was left behind in ${folder}: scripts/engine down takes it away`);
  if (readdirSync(folder).length > 0) throw new Refusal(`${folder} is not empty: name a folder of its own with --dir`);
  writeFileSync(marker, existsSync('/etc/docker') ? '' : 'made /etc/docker\n');
  writeFileSync(config, '{}\n');
}

function start(places: Places, dockerd: string, busybox: string): number {
  const log = openSync(places.log, 'a');
  const engine = [
    ...[dockerd, '--config-file', places.config, '-H', `unix://${places.socket}`, '-p', places.pid],
    ...['--data-root', places.data, '--exec-root', places.exec, '--shutdown-timeout', '5'],
    ...['--exec-opt', 'native.cgroupdriver=cgroupfs', '--cgroup-parent', `/${places.cgroup}`],
  ];
  const namespaces = ['--net', '--mount', '--propagation', 'private'];
  const words = [...namespaces, '/bin/sh', '-euc', IN_NAMESPACES, 'sim-engine', busybox, ...engine];
  // dockerd looks for iptables and containerd where `requirements` did.
  const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin:/usr/bin:/bin` };
  const child = spawn('unshare', words, { env, detached: true, stdio: ['ignore', log, log] });
  child.on('error', () => undefined);
  child.unref();
  if (child.pid === undefined) throw new Refusal('unshare, of the package util-linux, cannot be started');
  return child.pid;
}

function answers({ socket }: Places): Promise<boolean> {
  if (!existsSync(socket)) return Promise.resolve(false);
  return ask(socket, 'GET', '/_ping').then(
    () => true,
    () => false,
  );
}

function lastWords({ log }: Places): string {
  return existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-3).join(' | ') : 'it said nothing';
}
