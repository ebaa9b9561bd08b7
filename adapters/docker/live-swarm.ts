import { setTimeout as pause } from 'node:timers/promises';
import { invariant, SimError } from '#src/errors.js';
import type { EvidencePort } from '#src/port/evidence.js';
import type { Answer, Read, SwarmPort } from '#src/port/swarm-port.js';
import { appAnswers } from './app-answers.ts';
import type { DockerClient } from './docker-client.ts';
import { evidence } from './evidence.ts';
import { RequestError } from './request-error.ts';
import { requireManager } from './require-manager.ts';
import { nodeSeen, serviceSeen, taskSeen } from './seen.ts';
import type { Sighting } from './sighting.ts';
import { stackServices, type ServiceName, type Wanted } from './stack-services.ts';
import { answerOf, tokens, type Tokens } from './tokens.ts';
import { until } from './until.ts';

/** A stack of a real Swarm: the questions of rules, and of people who want to know why. */
export interface LiveSwarm extends SwarmPort, EvidencePort {
  readonly names: readonly ServiceName[];
  readonly engineVersion: string;
  /** A read before identities become tokens; `answerOf` of it, with these tokens, is what `ask` gives. */
  readonly look: (read: Read, service: number) => Promise<Sighting>;
  readonly tokens: Tokens;
}

export interface LiveSwarmOptions extends Wanted {
  readonly client: DockerClient;
  /** What `health` asks. A rule that asks for health cannot be judged without it. */
  readonly healthUrl?: string;
  /** Ends sleeps and questions. */
  readonly signal?: AbortSignal;
}

const HEALTH_TIMEOUT_MS = 10_000;

/** Finds the stack, or throws why there is none to be watched: not a manager, no such stack, no such service. */
export async function liveSwarm({ client, signal, healthUrl, ...options }: LiveSwarmOptions): Promise<LiveSwarm> {
  const { info, names, engineMs, clock } = await start(client, options);
  const table = tokens(engineMs);
  // The watcher's clock and instants of the engine count from one origin, whatever this machine's own date is.
  const nowMs = clock;
  const label = `coop-cloud.${options.stack}.chaos-version`;

  const bring = async (read: Read, service: number): Promise<Untimed> => {
    const { full } = names[service] ?? {};
    invariant(full !== undefined, `the stack has no service ${service}`);
    switch (read) {
      case 'inspect':
        return { read, service: serviceSeen(await client.service(full), label) };
      case 'replicas': {
        const { RunningTasks, DesiredTasks } = await client.counts(full);
        return { read, running: RunningTasks, desired: DesiredTasks };
      }
      case 'list':
      case 'up-to-date':
        return { read, tasks: (await client.tasks(full, read === 'up-to-date')).map(taskSeen) };
      case 'nodes':
        return { read, nodes: (await client.nodes()).map(nodeSeen) };
      case 'health':
        return { read, answers: await appAnswers(knownUrl(healthUrl), until(HEALTH_TIMEOUT_MS, signal)) };
    }
  };

  const look = async (read: Read, service: number): Promise<Sighting> => {
    const askedMs = Math.floor(nowMs());
    const brought = await bring(read, service).catch(asAnswer);
    return { ...brought, askedMs, answeredMs: Math.ceil(nowMs()) };
  };

  return {
    services: names.map(({ short }) => short),
    names,
    engineVersion: info.ServerVersion,
    tokens: table,
    look,
    ask: async (read, service): Promise<Answer> => answerOf(await look(read, service), table),
    // Where time is the engine's own it does not pass here.
    sleep: (ms) => pause(client.clockMs() === null ? ms : 0, undefined, signal === undefined ? {} : { signal }),
    nowMs: () => Math.round(nowMs()),
    ...evidence({ client, names, tokens: table, ownNode: info.Swarm.NodeID }),
  };
}

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type Untimed = Without<Sighting, 'askedMs' | 'answeredMs'>;

/** What the engine would not or could not say is an answer too; what sim cannot read is not. */
function asAnswer(error: unknown): Untimed {
  if (error instanceof RequestError) return { read: 'error', message: error.message };
  throw error;
}

async function start(client: DockerClient, wanted: Wanted) {
  const began = performance.now();
  const clock = (): number => client.clockMs() ?? performance.now() - began;
  try {
    const info = await requireManager(client);
    // SystemTime was taken somewhere between question and answer: half way is as good as any.
    const engineMs = Date.parse(info.SystemTime) - (client.clockMs() ?? clock() / 2);
    return { info, engineMs, clock, names: await stackServices(client, wanted) };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    throw new SimError({
      code: 'docker.unreachable',
      where: client.place,
      what: `the engine cannot say what it runs (${error.message})`,
      remedy: 'Try again when the swarm has a leader, or name another manager.',
      cause: error,
    });
  }
}

function knownUrl(url: string | undefined): string {
  if (url !== undefined) return url;
  throw new SimError({
    code: 'usage.bad-value',
    where: '--health-url',
    what: 'this rule asks whether the app answers, and nothing says where',
    remedy: "Give the address of the app's health endpoint.",
  });
}
