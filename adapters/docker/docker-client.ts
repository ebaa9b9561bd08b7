import type Dockerode from 'dockerode';
import { SimError } from '#src/errors.js';
import { decode, unexpected } from './decode.ts';
import { getOnlyModem, refusal } from './get-only-modem.ts';
import * as payloads from './payloads.ts';
import { RequestError } from './request-error.ts';
import { placeOf, type Endpoint } from './resolve-endpoint.ts';
import type { Environment } from './tls-material.ts';
import { transport, type Limits, type Transport } from './transport.ts';
import { until } from './until.ts';

/** Questions that sim asks of an engine, their answers decoded. Each throws RequestError, or SimError for what it cannot read. */
export interface DockerClient {
  /** The endpoint, for people. */
  readonly place: string;
  readonly apiVersion: string;
  /** Of a simulated engine: see Transport. */
  readonly clockMs: () => number | null;
  readonly info: () => Promise<payloads.InfoPayload>;
  readonly servicesOfStack: (stack: string) => Promise<readonly { readonly Spec: { readonly Name: string } }[]>;
  /** By full name. */
  readonly service: (name: string) => Promise<payloads.ServicePayload>;
  readonly counts: (name: string) => Promise<{ readonly RunningTasks: number; readonly DesiredTasks: number }>;
  readonly tasks: (name: string, upToDate: boolean) => Promise<readonly payloads.TaskPayload[]>;
  readonly nodes: () => Promise<readonly payloads.NodePayload[]>;
  readonly wasOomKilled: (container: string) => Promise<boolean>;
  /** Framed as the engine frames it; cut at a bound. */
  readonly taskLog: (task: string, sinceSeconds: number) => Promise<Buffer>;
  readonly containerLog: (container: string, sinceSeconds: number) => Promise<Buffer>;
  readonly close: () => void;
}

export interface ClientOptions {
  readonly endpoint: Endpoint;
  readonly env: Environment;
  /** Takes back whatever is asked. */
  readonly signal?: AbortSignal;
  /** Of one question, in ms. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
/** ssh has to connect first, and may take its own 30 s. */
const SSH_TIMEOUT_MS = 35_000;
const LOG_TIMEOUT_MS = 3_000;
const MOST_BYTES = 64_000_000;
const MOST_LOG_BYTES = 256_000;
const LOG_LINES = 20;

/** The newest version whose payloads are known; Engine 28's. An older engine is spoken to in its own. */
const NEWEST_API = '1.51';

/** Reaches the engine and agrees on a version of its API, or throws `docker.unreachable`. */
export async function openDocker({
  endpoint,
  env,
  signal,
  timeoutMs = TIMEOUT_MS,
}: ClientOptions): Promise<DockerClient> {
  const wires = transport(endpoint, env);
  const limits = (): Limits => ({ signal: until(timeoutMs, signal), mostBytes: MOST_BYTES, tooLong: 'refuse' });
  const logLimits = (): Limits => ({
    signal: until(LOG_TIMEOUT_MS, signal),
    mostBytes: MOST_LOG_BYTES,
    tooLong: 'cut',
  });
  const place = placeOf(endpoint);
  try {
    const firstMs = endpoint.host.kind === 'ssh' ? Math.max(timeoutMs, SSH_TIMEOUT_MS) : timeoutMs;
    const apiVersion = await agreedVersion(wires, { ...limits(), signal: until(firstMs, signal) }, env);
    // Late, and only here: it takes 200 ms to load.
    const { default: Docker } = await import('dockerode');
    const over = (of: () => Limits) =>
      new Docker({ modem: getOnlyModem(wires, apiVersion, of) } as Dockerode.DockerOptions);
    return {
      place,
      apiVersion,
      clockMs: wires.clockMs,
      close: wires.close,
      ...questions(over(limits), over(logLimits)),
    };
  } catch (error) {
    wires.close();
    throw error instanceof RequestError ? unreachable(place, endpoint.from, error) : error;
  }
}

function questions(docker: Dockerode, logs: Dockerode) {
  const ofService = (name: string) => ({ service: [name] });
  const logOptions = (since: number) => ({
    stdout: true,
    stderr: true,
    follow: false as const,
    tail: LOG_LINES,
    since,
  });
  return {
    info: async () => decode(payloads.infoPayload, await docker.info(), 'GET /info'),
    servicesOfStack: async (stack: string) => {
      const filters = { label: [`com.docker.stack.namespace=${stack}`] };
      return decode(payloads.serviceList, await docker.listServices({ filters }), 'GET /services');
    },
    service: async (name: string) =>
      decode(payloads.servicePayload, await docker.getService(name).inspect(), `GET /services/${name}`),
    counts: async (name: string) => {
      // The filter takes a prefix.
      const answer: unknown = await docker.listServices({ filters: { name: [name] }, status: true });
      const services = decode(payloads.serviceCounts, answer, 'GET /services?status=true');
      const found = services.find(({ Spec }) => Spec.Name === name);
      if (found === undefined) throw new RequestError(`there is no service ${name}`, 404);
      return found.ServiceStatus;
    },
    tasks: async (name: string, upToDate: boolean) => {
      const filters = upToDate ? { ...ofService(name), '_up-to-date': ['true'] } : ofService(name);
      return decode(payloads.taskList, await docker.listTasks({ filters }), `GET /tasks of ${name}`);
    },
    nodes: async () => decode(payloads.nodeList, await docker.listNodes(), 'GET /nodes'),
    wasOomKilled: async (container: string) => {
      const answer: unknown = await docker.getContainer(container).inspect();
      return decode(payloads.containerPayload, answer, `GET /containers/${container}/json`).State.OOMKilled;
    },
    taskLog: async (task: string, since: number) =>
      asBytes(await (logs.getTask(task) as unknown as HasLogs).logs(logOptions(since))),
    containerLog: async (container: string, since: number) =>
      asBytes(await (logs.getContainer(container) as HasLogs).logs(logOptions(since))),
  };
}

/** @types/dockerode knows no logs of a task, and takes those of a container for a stream. */
interface HasLogs {
  logs(options: object): Promise<unknown>;
}

const asBytes = (body: unknown): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));

/** docker/cli asks for what DOCKER_API_VERSION says; else the engine's version, or ours where that is older. */
async function agreedVersion({ get }: Transport, limits: Limits, env: Environment): Promise<string> {
  const { status, headers, body } = await get('/_ping', limits);
  if (status !== 200) throw refusal(status, body);
  const wanted = (env['DOCKER_API_VERSION'] ?? '').replace(/^v/, '');
  if (wanted !== '') return wanted;
  const offered = headers['api-version'];
  if (typeof offered !== 'string' || !/^\d+\.\d+$/.test(offered)) {
    throw unexpected('GET /_ping', 'the header Api-Version is missing: this is no Docker engine');
  }
  return minor(offered) < minor(NEWEST_API) ? offered : NEWEST_API;
}

const minor = (version: string): number => Number(version.split('.')[0]) * 1_000 + Number(version.split('.')[1]);

function unreachable(place: string, from: string, error: RequestError): SimError {
  return new SimError({
    code: 'docker.unreachable',
    where: place,
    what: `no engine can be asked there (${error.message}; named by ${from})`,
    remedy: 'Start the engine, or name another one with -H, --context or DOCKER_HOST.',
    cause: error,
  });
}
