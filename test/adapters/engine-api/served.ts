// A simulated engine for tests: a stack "demo" of one service "app" with two replicas, asked without a socket in between.
import { EPOCH_MS } from '#adapters/engine-api/instants.js';
import { servedWorld, type ServedWorld } from '#adapters/engine-api/served-world.js';
import { simulatedEngine } from '#adapters/engine-api/simulated-engine.js';
import { prng } from '#src/explore/prng.js';
import { scenarioFromCompose } from '#src/scenario/from-compose.js';

export interface Served extends ServedWorld {
  /** The status, and the body as JSON (or as it is, where it is none). */
  readonly ask: (method: string, path: string, body?: unknown) => { readonly status: number; readonly body: Answered };
  /** What was asked for, or the test ends. */
  readonly get: (path: string) => Answered;
  /** A list. */
  readonly all: (path: string) => readonly Answered[];
  readonly stream: (path: string) => AsyncIterable<string | Uint8Array>;
}

/** What these tests read of what is answered: a client that trusts the engine. A field that is not there is for `toHaveProperty`. */
export interface Answered {
  readonly ID: string;
  readonly Id: string;
  readonly Name: string;
  readonly Names: readonly string[];
  readonly message: string;
  readonly Type: string;
  readonly Action: string;
  readonly scope: string;
  readonly time: number;
  readonly Actor: { readonly Attributes: Readonly<Record<string, string>> };
  readonly Version: { readonly Index: number };
  readonly CreatedAt: string;
  readonly SystemTime: string;
  readonly Slot: number;
  readonly ServiceID: string;
  readonly NodeID: string;
  readonly Spec: SpecSeen;
  readonly PreviousSpec: SpecSeen;
  readonly UpdateStatus?: { readonly State: string; readonly Message: string };
  readonly ServiceStatus: object;
  readonly Status: {
    readonly State: string;
    readonly Err: string;
    readonly ContainerStatus?: { readonly ContainerID: string; readonly ExitCode: number };
  };
  readonly State: { readonly Health: { readonly Status: string } };
}

export interface SpecSeen {
  readonly Name: string;
  readonly Data: string;
  readonly Role: string;
  readonly Availability: string;
  readonly Labels: Readonly<Record<string, string>>;
  readonly Mode: object;
  readonly TaskTemplate: {
    readonly ContainerSpec: {
      readonly Image: string;
      readonly Args: readonly string[];
      readonly Env: readonly string[];
    };
    readonly Networks: readonly object[];
  };
}

export const COMPOSE = `
services:
  app:
    image: app
    deploy:
      replicas: 2
      labels: { coop-cloud.demo.chaos-version: eb96de94+U }
      update_config: { parallelism: 1, delay: 100ms, monitor: 2s, failure_action: rollback, order: start-first }
      restart_policy: { condition: any, delay: 100ms }
    x-sim: { stack: demo, base_stamp: eb96de94+U }
`;

export interface Setting {
  readonly compose?: string;
  readonly overrides?: readonly string[];
  readonly heads?: readonly string[];
  readonly deployed?: boolean;
  readonly seed?: number;
  readonly epochMs?: number;
}

export function served({ compose = COMPOSE, overrides = [], heads = ['good', 'dies'], ...rest }: Setting = {}): Served {
  const { deployed = true, seed = 1, epochMs = EPOCH_MS } = rest;
  const { scenario } = scenarioFromCompose({ text: compose, file: 'demo.yml', overrides, heads, environment: {} });
  const world = servedWorld({
    scenario,
    random: prng(seed),
    deployed,
    epochMs,
    onStep: () => () => undefined,
    onWrite: () => undefined,
  });
  const ask: Served['ask'] = (method, path, body) => {
    const sent = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
    const reply = simulatedEngine.handle({ method, path, body: sent }, world.world);
    return {
      status: reply.status,
      body: (typeof reply.body === 'string' ? parsed(reply.body) : reply.body) as Answered,
    };
  };
  const got = (path: string): unknown => {
    const { status, body } = ask('GET', path);
    if (status !== 200) throw new Error(`GET ${path}: ${status} ${JSON.stringify(body)}`);
    return body;
  };
  return {
    ...world,
    ask,
    get: (path) => got(path) as Answered,
    all: (path) => got(path) as readonly Answered[],
    stream: (path) => got(path) as AsyncIterable<string | Uint8Array>,
  };
}

/** The first that is so; there is one. */
export function the(list: readonly Answered[], isSo: (one: Answered) => boolean = () => true): Answered {
  const found = list.find(isSo);
  if (found === undefined) throw new Error('there is none of the kind');
  return found;
}

export const isIn =
  (state: string) =>
  (task: Answered): boolean =>
    task.Status.State === state;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The filters as the docker command line writes them. */
export const filters = (by: Readonly<Record<string, readonly string[]>>): string => {
  const sets = Object.entries(by).map(([name, values]) => [
    name,
    Object.fromEntries(values.map((value) => [value, true])),
  ]);
  return `filters=${encodeURIComponent(JSON.stringify(Object.fromEntries(sets)))}`;
};

/** The app's spec as the engine shows it, with another command: what `docker service update --args` sends. */
export function withCommand(spec: SpecSeen, ...command: readonly string[]): SpecSeen {
  const template = spec.TaskTemplate;
  return { ...spec, TaskTemplate: { ...template, ContainerSpec: { ...template.ContainerSpec, Args: command } } };
}

/** Updates the app to another command, whatever its version is. */
export function update(engine: Served, ...command: readonly string[]) {
  const { Version, Spec } = engine.get('/services/demo_app');
  return engine.ask('POST', `/services/demo_app/update?version=${Version.Index}`, withCommand(Spec, ...command));
}
