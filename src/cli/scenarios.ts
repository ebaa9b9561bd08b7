import { FAULTS } from '#model/vocabulary.js';
import { CATALOGUE } from '../assertions/catalogue.ts';
import { SimError } from '../errors.ts';
import { scenarioFromCompose } from '../scenario/from-compose.ts';
import type { ReadScenario } from '../scenario/from-compose.ts';
import { defaultScenarios } from '../scenario/presets.ts';
import type { Io } from './io.ts';
import type { ScenarioOptions } from './options.ts';
import { readText } from './read-text.ts';

type Request = NonNullable<Parameters<typeof defaultScenarios>[0]>;

/** The scenarios that were asked for: that of a Compose file, or those of the incident. All names are distinct. */
export function scenariosFor(file: string | undefined, options: ScenarioOptions, io: Io): readonly ReadScenario[] {
  const { service, set = [], head = [], moves } = options;
  // `--moves x` is short for `--set moves=x` or `--set faults=x`, and yields to them.
  const pairs = moves === undefined ? [] : pairsOf(moves);
  if (file === undefined) return incident({ overrides: [...pairs, ...set], heads: head }, service);
  const text = composeText(file, io.cwd);
  const amendment = { pairs, source: '--moves' };
  const read = scenarioFromCompose({
    text,
    file,
    service,
    overrides: set,
    heads: head,
    environment: io.env,
    amendment,
  });
  for (const warning of read.warnings)
    io.stderr.write(`sim: warning: ${warning}
`);
  return [read];
}

/** The list is a whole: of moves and faults, those that it does not name are out. */
function pairsOf(moves: readonly string[]): readonly string[] {
  const isFault = (name: string): boolean => FAULTS.some((fault) => fault === name);
  // "none" beside other names is for the settings to refuse.
  const listed = (names: readonly string[]) => (names.length === 0 ? 'none' : names.join(','));
  const nones = moves.filter((name) => name === 'none');
  return [
    `moves=${listed(moves.filter((name) => !isFault(name)))}`,
    `faults=${listed([...nones, ...moves.filter(isFault)])}`,
  ];
}

/** All of them, or those that what was set leaves standing. The environment has no say in it: the default is the same everywhere. */
function incident(request: Request, service: string | undefined): readonly ReadScenario[] {
  if (service !== undefined) {
    throw new SimError({
      code: 'usage.bad-value',
      where: '--service',
      what: `there is no Compose file to look for "${service}" in`,
      remedy: 'Name the file too, as in sim explore compose.yml --service app.',
    });
  }
  const all = defaultScenarios(request);
  const orderIsSet = new Set(all.map(({ scenario }) => scenario.base.update.order)).size === 1;
  const kept = all.filter(orderIsSet ? isNamedAfterItsOrder : isStillItself);
  const [first] = all;
  // Renamed by `--set name=…`: then they are no variants any more.
  if (kept.length === 0 && first !== undefined) return [first];
  if (new Set(kept.map(({ scenario }) => scenario.name)).size === kept.length) return kept;
  throw new SimError({
    code: 'usage.bad-value',
    where: '--set name',
    what: 'two scenarios cannot have one name',
    remedy: 'Choose one of them with --set update_config.order=start-first (or stop-first).',
  });
}

function isNamedAfterItsOrder({ scenario }: ReadScenario): boolean {
  return scenario.name === `incident/${scenario.base.update.order}`;
}

/** The incident as it was has a sound head and no moves; set to anything else it would be another scenario's twin. */
function isStillItself(read: ReadScenario): boolean {
  const { name, headFates, operator, faults } = read.scenario;
  if (name !== 'incident/as-it-was') return isNamedAfterItsOrder(read);
  return headFates.every(({ kind }) => kind === 'good') && operator.moves.length === 0 && faults.kinds.length === 0;
}

/** What a Compose file says, or the error that it cannot be read. */
export function composeText(file: string, cwd: string): string {
  const isRule = CATALOGUE.some(({ name }) => name === file);
  return readText(file, cwd, {
    code: 'scenario.unreadable',
    thing: 'the Compose file',
    where: file,
    remedy: isRule
      ? `It is the name of a rule: give each its own --rule, as in --rule ${file}.`
      : 'Name a Compose file, or none for the scenarios of the incident.',
  });
}
