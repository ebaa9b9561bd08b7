import type { Scenario } from '#model/scenario.js';
import { assembleScenario } from './assemble-scenario.ts';
import { checkCluster } from './check-cluster.ts';
import { checkFit } from './check-fit.ts';
import { checkSize } from './check-size.ts';
import { commandLine } from './command-line.ts';
import type { Amendment, Said } from './command-line.ts';
import { FILE_KEYS } from './compose-keys.ts';
import { entriesOf, textAt, warn } from './compose-reading.ts';
import type { ComposeReading, Entries } from './compose-reading.ts';
import { readService } from './compose-service.ts';
import type { ComposeService } from './compose-service.ts';
import { SIM_DEFAULTS } from './defaults.ts';
import type { Environment } from './interpolation.ts';
import { picker, told } from './layers.ts';
import type { Layer, SourceMap } from './layers.ts';
import { readOverrides } from './overrides.ts';
import { findService, servicesBeside } from './stack-services.ts';
import { readXSim } from './x-sim.ts';
import { malformed, readYaml } from './yaml-door.ts';
import type { Located } from './yaml-door.ts';

export interface ComposeRequest extends Said {
  /** The compose file's text, and what it is called in messages. */
  readonly text: string;
  readonly file: string;
  /** The app, which rules know by name. Default: the service named `app`, else the only one. */
  readonly service?: string | undefined;
  /** Values for `${VAR}`. */
  readonly environment?: Environment;
  /** What holds where neither the command line nor the file says anything, in place of the defaults; of every service. */
  readonly fallbacks?: Amendment;
}

export interface ReadScenario {
  readonly scenario: Scenario;
  /** Of the app's settings and the stack's. */
  readonly sources: SourceMap;
  /** Of the settings of each service beside it. */
  readonly besideSources: ReadonlyMap<string, SourceMap>;
  /** What was odd but not wrong: file, line and key first. */
  readonly warnings: readonly string[];
}

/**
 * Turns a compose file into a scenario of its whole stack. Precedence, for each service: command line, amendment, x-sim (service,
 * file), Compose keys, fallbacks, defaults.
 */
export function scenarioFromCompose(request: ComposeRequest): ReadScenario {
  const { text, file, environment = {} } = request;
  const warnings: string[] = [];
  const reading: ComposeReading = { file, environment, warnings };
  const root = fileEntries(reading, text);
  const app = findService(reading, root, request.service);
  const command = commandLine(request, app.name);
  const fileSim = readXSim(reading, root.get('x-sim')?.value, 'x-sim');

  const stated = [...command.layersOf(app.name), readXSim(reading, ...xSimOf(app)), fileSim];
  const surroundings = stackLayer(reading, root);
  const fallbacks = fallbackLayer(request, app.name);
  const first = picker([...stated, surroundings, fallbacks]);
  const choice = { app: app.name, wanted: first.given('beside'), where: first.blame('beside').where };
  const others = servicesBeside(reading, root, choice);
  command.checkNames([app.name, ...others.map(({ name }) => name)], file);

  const stack = first.given('stack') ?? SIM_DEFAULTS.stack;
  const into = { stack, nodes: first.given('host.nodes') ?? SIM_DEFAULTS.nodes };
  const named = { file, warnings, environment: { ...environment, STACK_NAME: stack } };
  const from = picker([...stated, readService(named, app, into), surroundings, fallbacks]);
  const beside = others.map((service) => {
    const own = [...command.layersOf(service.name), readXSim(reading, ...xSimOf(service), app.name), fileSim];
    return {
      service: service.name,
      from: picker([...own, readService(named, service, into), fallbacks], service.name),
    };
  });
  const name = `${stem(file)}/${app.name}`;
  const scenario = assembleScenario({ app: { service: app.name, from }, beside, name });
  checkCluster(scenario, from);
  checkSize(scenario, file);
  warnings.push(...checkFit(scenario, file));
  const besideSources = new Map(beside.map((other) => [other.service, other.from.sources]));
  return { scenario, sources: from.sources, besideSources, warnings };
}

function fallbackLayer({ fallbacks: { pairs, source } = NO_FALLBACKS }: ComposeRequest, app: string): Layer {
  return readOverrides(pairs, app, source).get(app) ?? new Map();
}
const NO_FALLBACKS: Amendment = { pairs: [], source: '' };

function xSimOf({ entries, path }: ComposeService): [block: Located | undefined, path: string] {
  return [entries.get('x-sim')?.value, `${path}.x-sim`];
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

/** "recipes/web-3.compose.yml" is "web-3": no folder of any machine. */
function stem(file: string): string {
  const base = file.split(/[/\\]/).at(-1) ?? file;
  return base.replace(/(\.compose)?\.ya?ml$/, '').replaceAll(/[^\w.-]/g, '-') || 'compose';
}
