import { SimError } from '#src/errors.js';
import type { DockerClient } from './docker-client.ts';

/** A service by the name that people use and by the one that the engine does. */
export interface ServiceName {
  readonly short: string;
  readonly full: string;
}

export interface Wanted {
  readonly stack: string;
  /** Short or full name of the app; default: the one called `app`, else the only one. */
  readonly app?: string;
  /** Short or full names of those to look at; default: all of the stack. */
  readonly services?: readonly string[];
}

/** The services of the stack as the engine lists them, the app first. */
export async function stackServices(
  client: DockerClient,
  { stack, app, services }: Wanted,
): Promise<readonly ServiceName[]> {
  const prefix = `${stack}_`;
  const found = (await client.servicesOfStack(stack))
    .map(({ Spec }) => ({
      full: Spec.Name,
      short: Spec.Name.startsWith(prefix) ? Spec.Name.slice(prefix.length) : Spec.Name,
    }))
    .sort((a, b) => (a.full < b.full ? -1 : 1));
  if (found.length === 0) {
    throw new SimError({
      code: 'docker.no-such-stack',
      where: `--stack ${stack}`,
      what: `${client.place} has no service with the label com.docker.stack.namespace=${stack}`,
      remedy: 'Name a stack that docker stack ls lists.',
    });
  }
  const named = (name: string): ServiceName => {
    const service = found.find(({ short, full }) => full === name || short === name);
    if (service === undefined) throw noSuchService(stack, name, found);
    return service;
  };
  const first = app === undefined ? defaultApp(stack, found) : named(app);
  const others = services === undefined ? found : services.map(named);
  return [first, ...others.filter((service) => service !== first)];
}

function defaultApp(stack: string, found: readonly ServiceName[]): ServiceName {
  const [only] = found;
  const app = found.find(({ short }) => short === 'app') ?? (found.length === 1 ? only : undefined);
  if (app !== undefined) return app;
  throw new SimError({
    code: 'usage.unknown-service',
    where: `--stack ${stack}`,
    what: `none of its services is called app: ${listed(found)}`,
    remedy: 'Say which one is the app with --service.',
  });
}

function noSuchService(stack: string, name: string, found: readonly ServiceName[]): SimError {
  return new SimError({
    code: 'docker.no-such-service',
    where: `--service ${name}`,
    what: `the stack ${stack} has no such service: it has ${listed(found)}`,
    remedy: 'Name one of these.',
  });
}

const listed = (found: readonly ServiceName[]): string => found.map(({ short }) => short).join(', ');
