import { COMPOSE_BLOCKS } from './compose-keys.ts';
import type { ComposeBlock } from './compose-keys.ts';
import { entriesOf, placeOf, warn, writtenAt } from './compose-reading.ts';
import type { ComposeReading, Entries } from './compose-reading.ts';
import { readDeployMode } from './deploy-mode.ts';
import { told } from './layers.ts';
import type { Layer, Told } from './layers.ts';
import { legacyRestart } from './legacy-restart.ts';
import { readPlacement } from './placement.ts';
import { settingKeyOf } from './settings.ts';
import type { SettingKey } from './settings.ts';
import { baseStampLabel } from './stamp-label.ts';

/** One service of the file. */
export interface ComposeService {
  readonly name: string;
  /** "services.app". */
  readonly path: string;
  readonly entries: Entries;
}

/** What it is deployed into. */
export interface Surroundings {
  readonly stack: string;
  readonly nodes: number;
}

/** What the Compose service itself says. */
export function readService(reading: ComposeReading, service: ComposeService, { stack, nodes }: Surroundings): Layer {
  const layer = new Map<SettingKey, Told>();
  for (const block of COMPOSE_BLOCKS) readBlock(layer, { reading, service, block });
  const deploy = descend(reading, service, ['deploy']);
  if (!deploy.has('restart_policy')) {
    const restart = service.entries.get('restart')?.value;
    for (const [key, value] of legacyRestart(reading, restart, `${service.path}.restart`)) layer.set(key, value);
  }
  const path = `${service.path}.deploy`;
  const stamp = baseStampLabel(reading, deploy.get('labels')?.value, { path: `${path}.labels`, stack });
  const mode = readDeployMode(reading, deploy, path);
  const constrained = readPlacement(reading, deploy, { path, nodes });
  if (stamp !== undefined) layer.set('base_stamp', stamp);
  if (mode !== undefined) layer.set('mode', mode);
  if (constrained !== undefined) layer.set('constrained', constrained);
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
