import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CATALOGUE } from '../assertions/catalogue.ts';
import { SimError } from '../errors.ts';
import { scenarioFromCompose } from '../scenario/from-compose.ts';
import type { ReadScenario } from '../scenario/from-compose.ts';
import { defaultScenarios } from '../scenario/presets.ts';
import type { Io } from './io.ts';
import type { ScenarioOptions } from './options.ts';
import { systemError } from './system-error.ts';

type Request = NonNullable<Parameters<typeof defaultScenarios>[0]>;

/** The scenarios that were asked for: that of a Compose file, or those of the incident. All names are distinct. */
export function scenariosFor(file: string | undefined, options: ScenarioOptions, io: Io): readonly ReadScenario[] {
  const { service, set = [], head = [], moves } = options;
  const pairs = moves === undefined ? [] : [`moves=${moves.join(',')}`];
  // `--moves x` is short for `--set moves=x`, and yields to it.
  if (file === undefined) return incident({ overrides: [...pairs, ...set], heads: head }, service);
  const text = textOf(file, io.cwd);
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

/** Both orders, or the one that was set. The environment has no say in it: the default is the same everywhere. */
function incident(request: Request, service: string | undefined): readonly ReadScenario[] {
  if (service !== undefined) {
    throw new SimError({
      code: 'usage.bad-value',
      where: '--service',
      what: `there is no Compose file to look for "${service}" in`,
      remedy: 'Name the file too, as in sim explore compose.yml --service app.',
    });
  }
  const both = defaultScenarios(request);
  const orderIsSet = new Set(both.map(({ scenario }) => scenario.base.update.order)).size === 1;
  const kept = orderIsSet ? both.filter(isNamedAfterItsOrder) : both;
  const [first] = both;
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

function textOf(file: string, cwd: string): string {
  try {
    return readFileSync(resolve(cwd, file), 'utf8');
  } catch (cause) {
    const isRule = CATALOGUE.some(({ name }) => name === file);
    throw new SimError({
      code: 'scenario.unreadable',
      where: file,
      what: `the Compose file cannot be read (${systemError(cause)})`,
      remedy: isRule
        ? `It is the name of a rule: give each its own --rule, as in --rule ${file}.`
        : 'Name a Compose file, or none for the scenarios of the incident.',
      cause,
    });
  }
}
