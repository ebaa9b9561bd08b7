import { SimError } from '../errors.ts';
import { entriesOf } from './compose-reading.ts';
import type { ComposeReading, Entries } from './compose-reading.ts';
import type { ComposeService } from './compose-service.ts';
import { malformed } from './yaml-door.ts';

/** The service asked for; else the one named `app`, else the only one. */
export function findService(reading: ComposeReading, root: Entries, wanted: string | undefined): ComposeService {
  const names = serviceNames(reading, root);
  if (names.length === 0) {
    throw malformed(reading.file, 'there are no services in this file', 'Give a compose file with a `services` block.');
  }
  const name = wanted ?? (names.includes('app') || names.length > 1 ? 'app' : names[0]);
  if (name === undefined || !names.includes(name)) {
    const what =
      wanted === undefined ? 'it has several services and none is named "app"' : `it has no service "${wanted}"`;
    const remedy = `Give --service with one of: ${names.join(', ')}.`;
    throw new SimError({ code: 'usage.unknown-service', where: reading.file, what, remedy });
  }
  return serviceNamed(reading, root, name);
}

/** Which services are simulated beside the app, and where that was said. */
export interface Choice {
  readonly app: string;
  /** Undefined: all. */
  readonly wanted: readonly string[] | undefined;
  readonly where: string;
}

/** The services beside the app, in the order of the file. Those that are not wanted are not even read. */
export function servicesBeside(reading: ComposeReading, root: Entries, choice: Choice): readonly ComposeService[] {
  const { app, wanted, where } = choice;
  const others = serviceNames(reading, root).filter((name) => name !== app);
  const unknown = wanted?.find((name) => !others.includes(name));
  if (unknown !== undefined) {
    const what = unknown === app ? `${app} is the app itself` : `${reading.file} has no service "${unknown}"`;
    const remedy = `Give none${others.length === 0 ? '' : `, or some of ${others.join(', ')}`}.`;
    throw new SimError({ code: 'usage.unknown-service', where, what, remedy });
  }
  return others.filter((name) => wanted?.includes(name) ?? true).map((name) => serviceNamed(reading, root, name));
}

function serviceNames(reading: ComposeReading, root: Entries): readonly string[] {
  return [...entriesOf(reading, root.get('services')?.value, 'services').keys()];
}

function serviceNamed(reading: ComposeReading, root: Entries, name: string): ComposeService {
  const path = `services.${name}`;
  const value = entriesOf(reading, root.get('services')?.value, 'services').get(name)?.value;
  return { name, path, entries: entriesOf(reading, value, path) };
}
