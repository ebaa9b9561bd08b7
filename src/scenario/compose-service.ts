import { SimError } from '../errors.ts';
import { COMPOSE_BLOCKS } from './compose-keys.ts';
import type { ComposeBlock } from './compose-keys.ts';
import { entriesOf, placeOf, textAt, warn, writtenAt } from './compose-reading.ts';
import type { ComposeReading, Entries } from './compose-reading.ts';
import { told } from './layers.ts';
import type { Layer, Told } from './layers.ts';
import { legacyRestart } from './legacy-restart.ts';
import { settingKeyOf } from './settings.ts';
import type { SettingKey } from './settings.ts';
import { baseStampLabel } from './stamp-label.ts';
import { malformed } from './yaml-door.ts';

export interface ComposeService {
  readonly name: string;
  /** "services.app". */
  readonly path: string;
  readonly entries: Entries;
}

/** The service asked for; else the one named `app`, else the only one. */
export function findService(reading: ComposeReading, root: Entries, wanted: string | undefined): ComposeService {
  const services = entriesOf(reading, root.get('services')?.value, 'services');
  const names = [...services.keys()];
  if (names.length === 0) {
    throw malformed(reading.file, 'there are no services in this file', 'Give a compose file with a `services` block.');
  }
  const name = wanted ?? (services.has('app') || names.length > 1 ? 'app' : names[0]);
  const entry = name === undefined ? undefined : services.get(name);
  if (name === undefined || entry === undefined) {
    const what =
      wanted === undefined ? 'it has several services and none is named "app"' : `it has no service "${wanted}"`;
    const remedy = `Give --service with one of: ${names.join(', ')}.`;
    throw new SimError({ code: 'usage.unknown-service', where: reading.file, what, remedy });
  }
  return { name, path: `services.${name}`, entries: entriesOf(reading, entry.value, `services.${name}`) };
}

/** What the Compose service itself says. `stack` is the name under which it is deployed. */
export function readService(reading: ComposeReading, service: ComposeService, stack: string): Layer {
  const layer = new Map<SettingKey, Told>();
  for (const block of COMPOSE_BLOCKS) readBlock(layer, { reading, service, block });
  refuseOtherModes(reading, service);
  const deploy = descend(reading, service, ['deploy']);
  if (!deploy.has('restart_policy')) {
    const restart = service.entries.get('restart')?.value;
    for (const [key, value] of legacyRestart(reading, restart, `${service.path}.restart`)) layer.set(key, value);
  }
  const stamp = baseStampLabel(reading, deploy.get('labels')?.value, { path: `${service.path}.deploy.labels`, stack });
  if (stamp !== undefined) layer.set('base_stamp', stamp);
  noteWhatIsNotModelled(reading, service);
  return layer;
}

interface BlockReading {
  readonly reading: ComposeReading;
  readonly service: ComposeService;
  readonly block: ComposeBlock;
}

function readBlock(layer: Map<SettingKey, Told>, { reading, service, block }: BlockReading): void {
  const path = [service.path, ...block.at].join('.');
  for (const [name, { keyLine, value }] of descend(reading, service, block.at)) {
    const here = `${path}.${name}`;
    const key = block.read.includes(name) ? settingKeyOf(block.prefix + name) : undefined;
    if (key === undefined) {
      const isKnown = block.passedOver.includes(name) || name.startsWith('x-');
      if (!isKnown) warn(reading, keyLine, here, 'this key is not known here; it is passed over');
      continue;
    }
    const written = writtenAt(reading, value, here);
    if (written === undefined) continue;
    const where = placeOf(reading, value.line, here);
    const source = `${reading.file}:${value.line}`;
    layer.set(key, told(key, { written, source, where, code: 'scenario.malformed' }));
  }
}

function descend(reading: ComposeReading, service: ComposeService, keys: readonly string[]): Entries {
  let path = service.path;
  return keys.reduce((entries, key) => {
    path += `.${key}`;
    return entriesOf(reading, entries.get(key)?.value, path);
  }, service.entries);
}

function refuseOtherModes(reading: ComposeReading, service: ComposeService): void {
  const mode = descend(reading, service, ['deploy']).get('mode')?.value;
  if (mode === undefined || mode.kind === 'nothing') return;
  const path = `${service.path}.deploy.mode`;
  const text = textAt(reading, mode, path);
  if (text === 'replicated' || text === '') return;
  const known = ['global', 'replicated-job', 'global-job'].includes(text);
  const what = known ? `mode ${text} is not yet supported` : `"${text}" is not a mode`;
  throw malformed(placeOf(reading, mode.line, path), what, 'Simulate a service whose mode is replicated.');
}

/** What the file says and a run does not heed, or takes for more than it says. */
function noteWhatIsNotModelled(reading: ComposeReading, service: ComposeService): void {
  const limit = descend(reading, service, ['deploy', 'resources', 'limits']).get('memory');
  if (limit !== undefined) {
    const path = `${service.path}.deploy.resources.limits.memory`;
    warn(reading, limit.keyLine, path, 'a limit is not simulated; only the budget host.memory kills');
  }
  const extended = service.entries.get('extends');
  if (extended !== undefined) {
    warn(reading, extended.keyLine, `${service.path}.extends`, 'it is not followed: only this file is read');
  }
  const health = descend(reading, service, ['healthcheck']);
  const line = service.entries.get('healthcheck')?.keyLine;
  if (line !== undefined && health.size > 0 && !health.has('test') && !health.has('disable')) {
    warn(reading, line, `${service.path}.healthcheck`, 'there is no test here; the image is taken to have one');
  }
}
