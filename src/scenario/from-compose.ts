import type { Scenario } from '#model/scenario.js';
import { assembleScenario } from './assemble-scenario.ts';
import { FILE_KEYS } from './compose-keys.ts';
import { entriesOf, textAt, warn } from './compose-reading.ts';
import type { ComposeReading, Entries } from './compose-reading.ts';
import { findService, readService } from './compose-service.ts';
import { SIM_DEFAULTS } from './defaults.ts';
import type { Environment } from './interpolation.ts';
import { picker, told } from './layers.ts';
import type { Layer, SourceMap } from './layers.ts';
import { readOverrides } from './overrides.ts';
import { readXSim } from './x-sim.ts';
import { malformed, readYaml } from './yaml-door.ts';

export interface ComposeRequest {
  /** The compose file's text, and what it is called in messages. */
  readonly text: string;
  readonly file: string;
  /** Default: the service named `app`, else the only one. */
  readonly service?: string | undefined;
  /** KEY=VALUE pairs of `--set`. */
  readonly overrides?: readonly string[];
  /** Fates of `--head`; they win over `--set head=...`. */
  readonly heads?: readonly string[];
  /** Values for `${VAR}`. */
  readonly environment?: Environment;
  /** What the caller changes of the file, and under what name: below the command line, above the file. */
  readonly amendment?: { readonly pairs: readonly string[]; readonly source: string };
}

export interface ReadScenario {
  readonly scenario: Scenario;
  readonly sources: SourceMap;
  /** What was odd but not wrong: file, line and key first. */
  readonly warnings: readonly string[];
}

/** Turns one service of a compose file into a scenario. Precedence: command line, amendment, x-sim (service, file), Compose keys, defaults. */
export function scenarioFromCompose(request: ComposeRequest): ReadScenario {
  const { text, file, environment = {}, amendment = { pairs: [], source: '' } } = request;
  const warnings: string[] = [];
  const reading: ComposeReading = { file, environment, warnings };
  const root = fileEntries(reading, text);
  const service = findService(reading, root, request.service);

  const stated = [
    headLayer(request.heads ?? []),
    readOverrides(request.overrides ?? []),
    readOverrides(amendment.pairs, amendment.source),
    readXSim(reading, service.entries.get('x-sim')?.value, `${service.path}.x-sim`),
    readXSim(reading, root.get('x-sim')?.value, 'x-sim'),
  ];
  const surroundings = stackLayer(reading, root);
  const stack = picker([...stated, surroundings]).given('stack') ?? SIM_DEFAULTS.stack;
  const named = { file, warnings, environment: { ...environment, STACK_NAME: stack } };
  const from = picker([...stated, readService(named, service, stack), surroundings]);
  const scenario = assembleScenario(from, { scenario: `${stem(file)}/${service.name}`, service: service.name });
  checkFit(scenario, { file, warnings });
  return { scenario, sources: from.sources, warnings };
}

function fileEntries(reading: ComposeReading, text: string): Entries {
  const root = readYaml(text, reading.file);
  if (root.kind === 'nothing') {
    throw malformed(reading.file, 'this file is empty', 'Give a compose file with a `services` block.');
  }
  const entries = entriesOf(reading, root, 'the file');
  for (const [key, { keyLine }] of entries) {
    const isKnown = FILE_KEYS.includes(key) || key.startsWith('x-');
    if (!isKnown) warn(reading, keyLine, key, 'this key is not known here; it is passed over');
  }
  return entries;
}

function headLayer(heads: readonly string[]): Layer {
  if (heads.length === 0) return new Map();
  return new Map([
    ['head', told('head', { written: heads, source: '--head', where: '--head', code: 'usage.bad-value' })],
  ]);
}

/** The stack's name as abra gives it, else as the file does. */
function stackLayer(reading: ComposeReading, root: Entries): Layer {
  const { STACK_NAME: given = '' } = reading.environment;
  if (given !== '') {
    const source = 'environment';
    return new Map([
      ['stack', told('stack', { written: given, source, where: 'STACK_NAME', code: 'usage.bad-value' })],
    ]);
  }
  const name = root.get('name')?.value;
  if (name === undefined || name.kind === 'nothing') return new Map();
  const source = `${reading.file}:${name.line}`;
  const written = textAt(reading, name, 'name');
  return new Map([['stack', told('stack', { written, source, where: `${source} name`, code: 'scenario.malformed' })]]);
}

/** What could never have been deployed, or is already too much at rest. */
function checkFit({ base, host }: Scenario, { file, warnings }: Pick<ComposeReading, 'file' | 'warnings'>): void {
  const { replicas, reservationMb, behaviour } = base;
  if (replicas * reservationMb > host.memoryMb) {
    const what = `the base's ${replicas} x ${reservationMb} MB of reservations do not fit into host.memory (${host.memoryMb} MB)`;
    throw malformed(file, what, 'Give a larger host.memory (--set host.memory=16G), or a smaller reservation.');
  }
  const restMb = replicas * behaviour.restMemoryMb + Math.max(...host.loadMb);
  if (restMb > host.memoryMb) {
    warnings.push(
      `${file}: at rest, the base and the load (${restMb} MB) already exceed host.memory (${host.memoryMb} MB)`,
    );
  }
}

/** "recipes/web-3.compose.yml" is "web-3": no folder of any machine. */
function stem(file: string): string {
  const base = file.split(/[/\\]/).at(-1) ?? file;
  return base.replace(/(\.compose)?\.ya?ml$/, '').replaceAll(/[^\w.-]/g, '-') || 'compose';
}
