import { entriesOf, placeOf, writtenAt } from './compose-reading.ts';
import type { ComposeReading } from './compose-reading.ts';
import { told } from './layers.ts';
import type { Layer, Told } from './layers.ts';
import { nearestSetting } from './nearest-setting.ts';
import { isStackWide, settingKeyOf } from './settings.ts';
import type { SettingKey } from './settings.ts';
import { malformed } from './yaml-door.ts';
import type { Located } from './yaml-door.ts';

/** An `x-sim` block: the keys of `--set`, nested or dotted. `path` says where the block stands; `app`: it is not the app's. */
export function readXSim(reading: ComposeReading, block: Located | undefined, path: string, app?: string): Layer {
  const layer = new Map<SettingKey, Told>();
  readInto(layer, { reading, block, path, app, prefix: '' });
  return layer;
}

interface Block {
  readonly reading: ComposeReading;
  readonly block: Located | undefined;
  readonly path: string;
  readonly app: string | undefined;
  readonly prefix: string;
}

function readInto(layer: Map<SettingKey, Told>, { reading, block, path, app, prefix }: Block): void {
  for (const [name, { keyLine, value }] of entriesOf(reading, block, path)) {
    const here = `${path}.${name}`;
    if (value.kind === 'map') {
      readInto(layer, { reading, block: value, path: here, app, prefix: `${prefix}${name}.` });
      continue;
    }
    const key = settingKeyOf(prefix + name);
    if (key === undefined) throw unknownKey(placeOf(reading, keyLine, here), prefix + name);
    if (app !== undefined && isStackWide(key)) {
      const remedy = `Write it into the x-sim block of ${app} or of the file, or give it with --set.`;
      throw malformed(placeOf(reading, keyLine, here), `${key} is of the whole stack, not of one service`, remedy);
    }
    const written = writtenAt(reading, value, here);
    if (written === undefined) continue;
    const source = `x-sim (${reading.file}:${value.line})`;
    const where = placeOf(reading, value.line, here);
    layer.set(key, told(key, { written, source, where, code: 'scenario.malformed' }));
  }
}

function unknownKey(where: string, key: string): Error {
  const near = nearestSetting(key);
  const remedy = near === undefined ? '`sim scenario` prints every key.' : `Did you mean ${near}?`;
  return malformed(where, `there is no key "${key}"`, remedy);
}
