import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listenForHealth } from '#adapters/engine-api/listen-for-health.js';
import { listen } from '#adapters/engine-api/listen.js';
import type { EngineRequest } from '#adapters/engine-api/simulated-engine.js';
import type { Scenario } from '#model/scenario.js';
import { askedRollout } from '#properties/asked-rollout.js';
import type { Deployer } from '#properties/client.js';
import { commitOf } from '../../assertions/hc1.ts';
import type { AskedSystem } from '../../explore/asked-system.ts';
import { desk } from './desk.ts';
import { launcher } from './launcher.ts';

/** A client from outside, and how its runs are judged. */
export interface ClientCommand {
  /** For /bin/sh. */
  readonly command: string;
  readonly passCode: number;
  readonly undecidedCodes: readonly number[];
  /** Wall-clock ms for one run. */
  readonly timeoutMs: number;
  readonly deploy: Deployer;
}

export interface SeatsOptions extends ClientCommand {
  readonly scenario: Scenario;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly amend?: (request: EngineRequest) => EngineRequest;
}

/** Engines for clients, one client at a time each. */
export interface Seats {
  readonly systems: readonly AskedSystem[];
  /** Ends clients, sockets and folders. */
  readonly close: () => Promise<void>;
}

interface Seat {
  readonly system: AskedSystem;
  readonly close: () => Promise<void>;
}

/** Sockets of the file system have short names: the folder is in the system's own place for such. */
export async function openSeats(options: SeatsOptions, count: number): Promise<Seats> {
  const folder = mkdtempSync(join(tmpdir(), 'sim-exec-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const opened: Seat[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((seat) => seat.close()));
    process.removeListener('exit', remove);
    remove();
  };
  try {
    for (let nth = 0; nth < count; nth++) opened.push(await openSeat(options, join(folder, String(nth))));
  } catch (error) {
    await close();
    throw error;
  }
  return { systems: opened.map(({ system }) => system), close };
}

async function openSeat(options: SeatsOptions, folder: string): Promise<Seat> {
  const { scenario, command, cwd } = options;
  const scratch = join(folder, 'tmp');
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  const head = scenario.watcher.askedFor ?? commitOf(scenario.head.stamp);
  let start: ReturnType<typeof launcher> | null = null;
  const at = desk({ ...options, head, launcher: () => (start ??= launcher({ command, cwd, env })) });
  const engine = await listen({ at: { kind: 'unix', path: join(folder, 'docker.sock') }, answer: at.engine });
  const health = await listenForHealth(at.health);
  const env = {
    ...withoutDocker(options.env),
    DOCKER_HOST: engine.dockerHost,
    SIM_STACK: scenario.stack,
    SIM_SERVICE: `${scenario.stack}_${scenario.service}`,
    SIM_HEAD: head,
    SIM_HEALTH_URL: health.url,
    TMPDIR: scratch,
  };
  const rollout = askedRollout({ scenario, client: at.client, deploy: options.deploy, room: ROOM });
  return {
    system: {
      ...rollout,
      said: at.said,
      async end() {
        await rollout.end();
        for (const name of readdirSync(scratch)) rmSync(join(scratch, name), { recursive: true, force: true });
      },
    },
    async close() {
      await at.client.end();
      await start?.close();
      await health.close();
      await engine.close();
    },
  };
}

/** Restarts whose instants are remembered, where a client's spec has a window for them. */
const ROOM = { attempts: 8 };

/** What would lead the docker command line elsewhere. */
const ELSEWHERE: readonly string[] = ['DOCKER_CONTEXT', 'DOCKER_TLS', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH'];

const withoutDocker = (env: SeatsOptions['env']): SeatsOptions['env'] =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !ELSEWHERE.includes(name)));
