import { SimError } from '../errors.ts';
import { settingOf, told } from './layers.ts';
import type { Layer, Told } from './layers.ts';
import { nearestSetting } from './nearest-setting.ts';
import { isStackWide, settingKeyOf } from './settings.ts';
import type { SettingKey } from './settings.ts';

/** What was said of each service, by its name. */
export type ServiceLayers = ReadonlyMap<string, Layer>;

/**
 * KEY=VALUE pairs of the command line, for the app, and SERVICE:KEY=VALUE, for any service; of two for one key the last counts. A
 * key has no colon and a service's name neither colon nor `=`, so what stands before the first `=` can be read in one way only.
 */
export function readOverrides(pairs: readonly string[], app: string, source = '--set'): ServiceLayers {
  const layers = new Map<string, Map<SettingKey, Told>>();
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 1) {
      const remedy = 'Give it as KEY=VALUE, such as --set update_config.order=stop-first, or as SERVICE:KEY=VALUE.';
      throw new SimError({ code: 'usage.bad-value', where: source, what: `"${pair}" sets nothing`, remedy });
    }
    const { service, written } = named(pair.slice(0, at), app);
    const key = settingKeyOf(written);
    if (key === undefined) throw unknownKey(written, source);
    const where = `${source} ${settingOf(key, service === app ? undefined : service)}`;
    if (service !== app && isStackWide(key)) {
      const remedy = `Give it without a service, as in --set ${key}=${pair.slice(at + 1)}.`;
      throw new SimError({ code: 'usage.bad-value', where, what: 'it is of the whole stack', remedy });
    }
    const layer = layers.get(service) ?? new Map<SettingKey, Told>();
    layers.set(service, layer);
    layer.set(key, told(key, { written: pair.slice(at + 1), source, where, code: 'usage.bad-value' }));
  }
  return layers;
}

function named(text: string, app: string): { readonly service: string; readonly written: string } {
  const at = text.indexOf(':');
  if (at === -1) return { service: app, written: text.trim() };
  return { service: text.slice(0, at).trim(), written: text.slice(at + 1).trim() };
}

function unknownKey(key: string, where: string): SimError {
  const near = nearestSetting(key);
  const remedy =
    near === undefined
      ? '`sim scenario` prints every key.'
      : `Did you mean ${near}? \`sim scenario\` prints every key.`;
  return new SimError({ code: 'usage.unknown-option', where, what: `there is no key "${key}"`, remedy });
}
