import { SimError } from '#src/errors.js';
import * as z from 'zod';
import { decode } from './decode.ts';
import { refusal } from './get-only-modem.ts';
import { RequestError, requestErrorOf } from './request-error.ts';
import { placeOf, prefixOf, type Endpoint } from './resolve-endpoint.ts';
import { targetOf, type Target } from './target.ts';
import type { Environment } from './tls-material.ts';

/**
 * The only requests of sim that are no GET, for `sim drill` alone (the walls see to that). Every write is about services whose names
 * begin with `prefix`: another name is refused here.
 */
export interface DrillClient {
  readonly hasImage: (image: string) => Promise<boolean>;
  readonly servicesNamed: (prefix: string) => Promise<readonly string[]>;
  readonly create: (spec: NamedSpec) => Promise<void>;
  /** As `docker stack deploy` does it: reads the version, then writes the whole spec. */
  readonly update: (spec: NamedSpec) => Promise<void>;
  /** A service that is not there is no failure. */
  readonly remove: (name: string) => Promise<void>;
  /** Containers with this label, running or not, on the node that is asked. */
  readonly containersLabelled: (label: string) => Promise<readonly string[]>;
  readonly close: () => void;
}

export interface NamedSpec {
  readonly Name: string;
}

export interface DrillClientOptions {
  readonly endpoint: Endpoint;
  readonly env: Environment;
  readonly apiVersion: string;
  readonly prefix: string;
}

type Method = 'GET' | 'POST' | 'DELETE';

/** Not to be taken back: who asks to stop still wants to know what was made. */
const TIMEOUT_MS = 15_000;
/** The engine writes the service too while it is updating: the version that was read may be an old one. */
const TRIES = 5;

const written = z.looseObject({ ID: z.string().optional() });
const version = z.looseObject({ Version: z.looseObject({ Index: z.int() }) });
const services = z.array(z.looseObject({ Spec: z.looseObject({ Name: z.string() }) }));
const containers = z.array(z.looseObject({ Id: z.string() }));

export function drillClient({ endpoint, env, apiVersion, prefix }: DrillClientOptions): DrillClient {
  const place = placeOf(endpoint);
  // A kept connection that the engine has closed would leave it open whether a write was carried out.
  const target = targetOf(endpoint, env, { keepAlive: false });
  const base = `${prefixOf(endpoint)}/v${apiVersion}`;
  const ask = async <Shape>(shape: z.ZodType<Shape>, method: Method, path: string, body?: NamedSpec): Promise<Shape> =>
    decode(shape, await exchange(target, method, base + path, body), `${method} ${path}`);
  const told = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw inWords(place, error);
    });
  const own = (name: string): string => {
    if (name.startsWith(prefix)) return encodeURIComponent(name);
    throw new Error(`a drill writes only services of its own: ${name}`);
  };
  const update = async (spec: NamedSpec): Promise<void> => {
    for (let left = TRIES; ; left--) {
      const { Version } = await ask(version, 'GET', `/services/${own(spec.Name)}`);
      try {
        await ask(written, 'POST', `/services/${own(spec.Name)}/update?version=${Version.Index}`, spec);
        return;
      } catch (error) {
        if (left === 1 || !(error instanceof RequestError) || !error.message.includes('out of sequence')) throw error;
      }
    }
  };
  const nameFilter = (name: string): string => filters({ name: [name] });
  return {
    hasImage: (image) =>
      told(
        exchange(target, 'GET', `${base}/images/${image.split('/').map(encodeURIComponent).join('/')}/json`).then(
          () => true,
          ifMissing(false),
        ),
      ),
    servicesNamed: async (name) => {
      const found = await told(ask(services, 'GET', `/services?${nameFilter(name)}`));
      return found.map(({ Spec }) => Spec.Name).filter((full) => full.startsWith(name));
    },
    create: async (spec) => {
      own(spec.Name);
      await told(ask(written, 'POST', '/services/create', spec));
    },
    update: (spec) => told(update(spec)),
    remove: (name) =>
      told(exchange(target, 'DELETE', `${base}/services/${own(name)}`).then(() => undefined, ifMissing(undefined))),
    containersLabelled: async (label) => {
      const found = await told(ask(containers, 'GET', `/containers/json?all=true&${filters({ label: [label] })}`));
      return found.map(({ Id }) => Id.slice(0, 12));
    },
    close: () => target.agent.destroy(),
  };
}

const filters = (by: Readonly<Record<string, readonly string[]>>): string =>
  new URLSearchParams({ filters: JSON.stringify(by) }).toString();

const ifMissing =
  <T>(otherwise: T) =>
  (error: unknown): T => {
    if (error instanceof RequestError && error.status === 404) return otherwise;
    throw error;
  };

function exchange({ send, ...target }: Target, method: Method, path: string, spec?: NamedSpec): Promise<Buffer> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const body = spec === undefined ? null : JSON.stringify(spec);
  const typed = body === null ? {} : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => reject(requestErrorOf(error, signal));
    const request = send({ ...target, path, method, signal, headers: { Host: 'docker', ...typed } }, (response) => {
      const { statusCode = 0 } = response;
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', fail);
      response.on('end', () => {
        const answer = Buffer.concat(chunks);
        if (statusCode >= 200 && statusCode < 300) resolve(answer);
        else reject(refusal(statusCode, answer));
      });
    });
    request.on('error', fail);
    request.end(body ?? undefined);
  });
}

function inWords(place: string, error: unknown): Error {
  if (!(error instanceof RequestError)) return error as Error;
  return new SimError({
    code: error.status === null ? 'docker.unreachable' : 'docker.refused',
    where: place,
    what: error.message,
    remedy: 'The drill was broken off; what it had made is removed.',
    cause: error,
  });
}
