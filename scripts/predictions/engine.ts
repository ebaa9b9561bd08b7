import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { ask } from '../private-engine/ask.ts';
import { down } from '../private-engine/down.ts';
import { placesIn } from '../private-engine/places.ts';
import { Refusal } from '../private-engine/refusal.ts';
import { up } from '../private-engine/up.ts';

/** What is asked of an engine that predictions are played on. */
export interface Engine {
  /** As DOCKER_HOST has it. */
  readonly host: string;
  readonly request: (method: string, path: string, body?: object) => Promise<unknown>;
  /** Takes away every service that was made, and waits until their containers are gone. */
  readonly clear: () => Promise<void>;
  /** And the engine as well, when it is our own. */
  readonly close: () => Promise<void>;
}

/** All services have it; nothing without it is ever removed. */
export const MARK = 'sim.predictions';

const PATIENCE_MS = 60_000;
const services = z.array(z.looseObject({ ID: z.string() }));

export async function ownEngine(memory: string | null): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'sim-predictions-'));
  const places = placesIn(folder);
  try {
    await up(places, memory === null ? {} : { memory });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  // It takes its services with it.
  return { ...engineAt(places.socket), close: () => down(places) };
}

/** One that is there already, made by scripts/engine: it has the image. */
export async function namedEngine(host: string): Promise<Engine> {
  if (!host.startsWith('unix://'))
    throw new Refusal(`--host ${host}: give the unix:// that scripts/engine up prints`, 2);
  const engine = engineAt(host.slice('unix://'.length));
  const left = services.parse(await engine.request('GET', `/services?filters=${marked()}`));
  if (left.length > 0) throw new Refusal(`${host} has services with the label ${MARK}: somebody plays there already`);
  return engine;
}

function engineAt(socket: string): Engine {
  const request = async (method: string, path: string, body?: object): Promise<unknown> => {
    const text = await ask(socket, method, path, body === undefined ? undefined : JSON.stringify(body));
    return text === '' ? null : JSON.parse(text);
  };
  const clear = async (): Promise<void> => {
    const left = services.parse(await request('GET', `/services?filters=${marked()}`));
    await Promise.all(left.map(({ ID }) => request('DELETE', `/services/${ID}`)));
    const until = Date.now() + PATIENCE_MS;
    while ((await containers(request)).length > 0) {
      if (Date.now() > until) throw new Refusal('containers of services that are gone do not end');
      await pause(250);
    }
  };
  return { host: `unix://${socket}`, request, clear, close: clear };
}

function containers(request: Engine['request']): Promise<readonly unknown[]> {
  const filters = encodeURIComponent(JSON.stringify({ label: [MARK] }));
  return request('GET', `/containers/json?all=true&filters=${filters}`).then((found) =>
    z.array(z.unknown()).parse(found),
  );
}

const marked = (): string => encodeURIComponent(JSON.stringify({ label: [MARK] }));
