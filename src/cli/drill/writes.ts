import type { NamedSpec } from '#adapters/docker/drill-client.js';
import { setTimeout as pause } from 'node:timers/promises';
import { SimError } from '../../errors.ts';
import { OWN_LABEL } from './service-spec.ts';
import type { DrillEngine } from './drill-engine.ts';

/** All that a drill writes goes through here, so that all of it can be taken back. */
export interface Writes {
  readonly create: (spec: NamedSpec) => Promise<void>;
  readonly update: (spec: NamedSpec) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
  /** Writes nothing more; waits for what is on its way; removes what there is. Returns what could not be removed. */
  readonly takeBack: () => Promise<readonly string[]>;
  /** How many services were made and not removed so far. */
  readonly standing: () => number;
}

const PATIENCE_MS = 20_000;
const EVERY_MS = 250;

export function writes(engine: DrillEngine, namespace: string, patienceMs = PATIENCE_MS): Writes {
  const made = new Set<string>();
  const underWay = new Set<Promise<void>>();
  const state = { closed: false };
  const write = async (carryOut: () => Promise<void>): Promise<void> => {
    if (state.closed) throw new Error('a drill that is over writes nothing more');
    const work = carryOut();
    underWay.add(work);
    await work.finally(() => underWay.delete(work));
  };
  const remove = async (name: string): Promise<void> => {
    await engine.remove(name);
    made.delete(name);
  };

  return {
    create: (spec) => {
      made.add(spec.Name);
      return write(() => engine.create(spec));
    },
    update: (spec) => write(() => engine.update(spec)),
    remove: (name) => write(() => remove(name)),
    standing: () => made.size,
    async takeBack() {
      state.closed = true;
      await Promise.allSettled(underWay);
      const latestMs = performance.now() + patienceMs;
      for (;;) {
        // By name as well: an answer that was lost leaves a service that nobody noted.
        const listed = await engine.servicesNamed(namespace).catch(ifSilent(null));
        await Promise.allSettled([...new Set([...made, ...(listed ?? [])])].map(remove));
        const left = await leftBehind(engine, namespace).catch(ifSilent(null));
        if (left?.length === 0) return [];
        if (performance.now() >= latestMs)
          return left ?? [...made].map((name) => `service ${name}, as far as is known`);
        await pause(EVERY_MS);
      }
    },
  };
}

/** Containers end a moment after their service. */
async function leftBehind(engine: DrillEngine, namespace: string): Promise<readonly string[]> {
  const services = await engine.servicesNamed(namespace);
  const containers = await engine.containersLabelled(`${OWN_LABEL}=${namespace}`);
  return [...services.map((name) => `service ${name}`), ...containers.map((id) => `container ${id}`)];
}

const ifSilent =
  <T>(otherwise: T) =>
  (error: unknown): T => {
    if (error instanceof SimError) return otherwise;
    throw error;
  };
