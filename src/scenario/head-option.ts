import { SimError } from '../errors.ts';
import { told } from './layers.ts';
import type { ServiceLayers } from './overrides.ts';

/**
 * What each `--head` says: fates of the app, or of the service whose name and `=` stand before them; commas part the fates, and a
 * name holds to the option's end or the next name. No fate has a `=` in its notation.
 */
export function readHeads(options: readonly string[], app: string): ServiceLayers {
  const words = new Map<string, readonly string[]>();
  for (const option of options) {
    let service = app;
    if (/(^|[,=])\s*(,|$)/.test(option)) throw blank(option);
    for (const part of option.split(',')) {
      const at = part.indexOf('=');
      if (at !== -1) service = part.slice(0, at).trim();
      words.set(service, [...(words.get(service) ?? []), part.slice(at + 1).trim()]);
    }
  }
  return new Map([...words].map(([service, written]) => [service, new Map([['head', fatesOf(written)]])]));
}

function blank(option: string): SimError {
  const remedy = 'Give it as FATE or SERVICE=FATE, such as --head worker=dies:1s..4s.';
  return new SimError({ code: 'usage.bad-value', where: '--head', what: `"${option}" leaves a fate blank`, remedy });
}

function fatesOf(written: readonly string[]) {
  return told('head', { written, source: '--head', where: '--head', code: 'usage.bad-value' });
}
