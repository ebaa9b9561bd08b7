import { SimError } from '../errors.ts';
import { readHeads } from './head-option.ts';
import type { Layer } from './layers.ts';
import { readOverrides } from './overrides.ts';
import type { ServiceLayers } from './overrides.ts';

/** What may be said of a scenario outside its file. */
export interface Said {
  /** KEY=VALUE or SERVICE:KEY=VALUE pairs of `--set`. */
  readonly overrides?: readonly string[];
  /** What each `--head` says: FATE or SERVICE=FATE, or several with commas; they win over `--set head=...`. */
  readonly heads?: readonly string[];
  /** What the caller changes of the file, and under what name: below the command line, above the file. */
  readonly amendment?: Amendment;
}

/** KEY=VALUE pairs that the caller brings, and under what name. */
export interface Amendment {
  readonly pairs: readonly string[];
  readonly source: string;
}

export interface CommandLine {
  /** What is said of one service, first what counts first. */
  readonly layersOf: (service: string) => readonly Layer[];
  /** Refuses what is said of a service that is not in the scenario. */
  readonly checkNames: (services: readonly string[], file: string) => void;
}

export function commandLine({ overrides = [], heads = [], amendment }: Said, app: string): CommandLine {
  const { pairs = [], source = '--set' } = amendment ?? {};
  const parts: readonly (readonly [source: string, layers: ServiceLayers])[] = [
    ['--head', readHeads(heads, app)],
    ['--set', readOverrides(overrides, app)],
    [source, readOverrides(pairs, app, source)],
  ];
  return {
    layersOf: (service) => parts.flatMap(([, layers]) => layers.get(service) ?? []),
    checkNames(services, file) {
      for (const [where, layers] of parts) {
        const unknown = [...layers.keys()].find((name) => !services.includes(name));
        if (unknown !== undefined) throw unknownService(unknown, { where, services, file });
      }
    },
  };
}

interface Place {
  readonly where: string;
  readonly services: readonly string[];
  readonly file: string;
}

function unknownService(name: string, { where, services, file }: Place): SimError {
  const [app = '', ...beside] = services;
  const others = beside.length === 0 ? 'there is no other' : `the others are ${beside.join(', ')}`;
  return new SimError({
    code: 'usage.unknown-service',
    where,
    what: `the scenario of ${file} has no service "${name}"`,
    remedy: `Without a name it is about ${app}; ${others}.`,
  });
}
