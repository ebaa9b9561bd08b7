import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { ask } from './ask.ts';
import { busyboxImage } from './busybox-image.ts';
import { limitMemory } from './cgroups.ts';
import { answers, startDockerd } from './dockerd.ts';
import { down } from './down.ts';
import type { Places } from './places.ts';
import { Refusal } from './refusal.ts';
import { requirements } from './requirements.ts';

export interface UpOptions {
  /** A budget that all containers share. */
  readonly memory?: string | undefined;
  /** The engine whose swarm it joins as a worker, in whose network it lives. */
  readonly join?: Places | undefined;
}

/** Starts the engine, makes it a swarm of one, or a worker of another's, and gives it an image. Returns what DOCKER_HOST has to say. */
export async function up(places: Places, { memory, join }: UpOptions = {}): Promise<string> {
  const programs = requirements();
  const host = `unix://${places.socket}`;
  if (await answers(places)) {
    process.stderr.write(`scripts/engine: it is up already in ${places.folder}\n`);
    return host;
  }
  if (join !== undefined && !(await answers(join))) throw new Refusal(`no engine is up in ${join.folder}`);
  claim(places, join);
  try {
    if (memory !== undefined) limitMemory(places.cgroup, memory);
    await startDockerd(places, programs, join ?? null);
    if (join === undefined) await initSwarm(places);
    else await joinSwarm(places, join);
    const image = busyboxImage(programs.busybox, places.folder);
    await ask(places.socket, 'POST', '/images/create?fromSrc=-&repo=busybox&tag=sim', image);
    return host;
  } catch (error) {
    await down(places);
    throw error;
  }
}

async function initSwarm({ socket }: Places): Promise<void> {
  const swarm = { ListenAddr: '127.0.0.1:2377', AdvertiseAddr: '127.0.0.1' };
  await ask(socket, 'POST', '/swarm/init', JSON.stringify(swarm));
}

/** In the manager's network each node has a loopback address of its own. */
async function joinSwarm({ socket }: Places, manager: Places): Promise<void> {
  const { JoinTokens } = JSON.parse(await ask(manager.socket, 'GET', '/swarm')) as {
    readonly JoinTokens: { readonly Worker: string };
  };
  const nodes = JSON.parse(await ask(manager.socket, 'GET', '/nodes')) as readonly unknown[];
  const address = `127.0.0.${nodes.length + 1}`;
  const joining = {
    ListenAddr: `${address}:2377`,
    AdvertiseAddr: address,
    RemoteAddrs: ['127.0.0.1:2377'],
    JoinToken: JoinTokens.Worker,
  };
  await ask(socket, 'POST', '/swarm/join', JSON.stringify(joining));
}

/** A folder that is new, or empty, becomes ours. */
function claim({ folder, marker, config }: Places, join: Places | undefined): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (existsSync(marker))
    throw new Refusal(`an engine was left behind in ${folder}: scripts/engine down takes it away`);
  if (readdirSync(folder).length > 0) throw new Refusal(`${folder} is not empty: name a folder of its own with --dir`);
  const madeFolder = existsSync('/etc/docker') ? '' : 'made /etc/docker\n';
  writeFileSync(marker, madeFolder + (join === undefined ? '' : `joined ${join.folder}\n`));
  writeFileSync(config, '{}\n');
}
