import { SimError } from '../errors.ts';
import { told } from './layers.ts';
import type { Layer, Told } from './layers.ts';
import { nearestSetting } from './nearest-setting.ts';
import { settingKeyOf } from './settings.ts';
import type { SettingKey } from './settings.ts';

/** KEY=VALUE pairs of the command line; of two for one key the last counts. */
export function readOverrides(pairs: readonly string[], source = '--set'): Layer {
  const layer = new Map<SettingKey, Told>();
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 1) {
      const remedy = 'Give it as KEY=VALUE, such as --set update_config.order=stop-first.';
      throw new SimError({ code: 'usage.bad-value', where: source, what: `"${pair}" sets nothing`, remedy });
    }
    const written = pair.slice(0, at).trim();
    const key = settingKeyOf(written);
    if (key === undefined) throw unknownKey(written, source);
    layer.set(
      key,
      told(key, { written: pair.slice(at + 1), source, where: `${source} ${key}`, code: 'usage.bad-value' }),
    );
  }
  return layer;
}

function unknownKey(key: string, where: string): SimError {
  const near = nearestSetting(key);
  const remedy =
    near === undefined
      ? '`sim scenario` prints every key.'
      : `Did you mean ${near}? \`sim scenario\` prints every key.`;
  return new SimError({ code: 'usage.unknown-option', where, what: `there is no key "${key}"`, remedy });
}
