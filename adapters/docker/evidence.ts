import type { EndedBy, Evidence, EvidencePort } from '#src/port/evidence.js';
import { diedOfItsOwn } from '#src/port/swarm-port.js';
import type { DockerClient } from './docker-client.ts';
import { demultiplex } from './demultiplex.ts';
import type { TaskPayload } from './payloads.ts';
import { RequestError } from './request-error.ts';
import type { ServiceName } from './stack-services.ts';
import type { Tokens } from './tokens.ts';

interface Sources {
  readonly client: DockerClient;
  readonly names: readonly ServiceName[];
  readonly tokens: Tokens;
  /** The node whose engine is asked: only its containers can be inspected. */
  readonly ownNode: string;
}

const MOST_LINES = 20;
const MOST_CHARACTERS = 500;

/** What is known of failed tasks. Bounded in time and size, and silent about what cannot be had. */
export function evidence({ client, names, tokens, ownNode }: Sources): EvidencePort {
  return {
    lastFailure: async (service, sinceMs) => {
      const name = names[service];
      const tasks = name === undefined ? [] : await client.tasks(name.full, false).catch(() => []);
      const [last] = tasks
        .filter((task) => diedOfItsOwn(task.Status.State) && tokens.instant(endedAt(task)) >= sinceMs)
        .sort((a, b) => endedAt(b) - endedAt(a));
      return last === undefined || name === undefined ? null : describe(client, name, last, last.NodeID === ownNode);
    },
  };
}

const endedAt = ({ Status }: TaskPayload): number => Date.parse(Status.Timestamp);

async function describe(
  client: DockerClient,
  { short }: ServiceName,
  task: TaskPayload,
  isHere: boolean,
): Promise<Evidence> {
  const { Err = '', State, ContainerStatus } = task.Status;
  const container = ContainerStatus?.ContainerID ?? '';
  const [killed, log] = await Promise.all([
    isHere && container !== '' ? client.wasOomKilled(container).catch(() => null) : null,
    logTail(client, task, container, isHere),
  ]);
  const exitCode = container === '' ? null : (ContainerStatus?.ExitCode ?? null);
  return {
    service: short,
    task: task.ID,
    slot: task.Slot ?? 0,
    node: task.NodeID ?? '',
    state: State,
    error: clean(Err),
    exitCode,
    endedBy: endedBy(task, killed, exitCode),
    ...log,
  };
}

/** moby executor/container errors.go ErrContainerUnhealthy. A kill by signal 9 has many causes: without the kernel's word, unknown. */
function endedBy(
  { Status: { State, Err = '' } }: TaskPayload,
  killed: boolean | null,
  exitCode: number | null,
): EndedBy {
  if (State === 'rejected') return 'rejection';
  if (Err.includes('unhealthy container')) return 'health-check';
  if (killed === true) return 'oom-killer';
  return exitCode === null || exitCode === 137 ? 'unknown' : 'itself';
}

async function logTail(client: DockerClient, task: TaskPayload, container: string, isHere: boolean) {
  if (container === '') return { log: null, logMissing: 'no container was started' };
  const since = Math.floor(Date.parse(task.CreatedAt) / 1_000);
  try {
    const body = await (isHere ? client.containerLog(container, since) : client.taskLog(task.ID, since));
    const text = task.Spec.ContainerSpec.TTY === true ? body.toString('utf8') : demultiplex(body);
    const lines = text.split(/\r?\n/).filter((line) => line !== '');
    return { log: lines.slice(-MOST_LINES).map(clean), logMissing: null };
  } catch (error) {
    return { log: null, logMissing: error instanceof RequestError ? error.message : 'the log cannot be read' };
  }
}

/** A log goes to a terminal: without escape sequences and other control characters. */
const clean = (line: string): string =>
  line
    .replaceAll(/\p{Cc}\[[0-9;?]*[ -/]*[@-~]/gu, '')
    .replaceAll(/(?!\t)\p{Cc}/gu, '')
    .slice(0, MOST_CHARACTERS);
