import { availableParallelism } from 'node:os';
import { InvalidArgumentError, Option } from 'commander';
import { FATES, FAULTS, MOVES } from '#model/vocabulary.js';
import { OUTCOME_KINDS } from '#properties/outcomes.js';
import { STRATEGIES } from '../explore/outcome.ts';
import type { Strategy } from '../explore/outcome.ts';
import type { Limits } from './limits.ts';
import { parseDuration } from '../scenario/durations.ts';
import type { ExecOptions, ShrinkOption } from './exec/options.ts';

/** What the options that shape a scenario say. */
export interface ScenarioOptions {
  readonly service?: string;
  /** KEY=VALUE or SERVICE:KEY=VALUE each; what they may be is for the scenario to say. */
  readonly set?: readonly string[];
  /** FATE or SERVICE=FATE each, or several with commas; what they may be is for the scenario to say. */
  readonly head?: readonly string[];
  /** Moves and faults, in one list. */
  readonly moves?: readonly string[];
  readonly json?: true;
}

export interface ExploreOptions extends ScenarioOptions, ExecOptions, ShrinkOption {
  readonly rule?: readonly string[];
  readonly strategy: 'auto' | Strategy | 'exhaustive';
  readonly limit?: Limits;
  /** In ms. */
  readonly tick?: number;
  readonly runs?: number;
  /** Wall-clock time, in ms. */
  readonly for?: number;
  readonly seed: number;
  readonly workers?: number;
  readonly refute?: readonly string[];
  readonly out: string;
}

export const DEFAULT_RUNS = 4000;
/** Each is a process. */
export const DEFAULT_CLIENT_RUNS = 400;
const MAX_RUNS = 1_000_000_000;
const MAX_SEED = 0xffffffff;
const MAX_WORKERS = 64;
const DEFAULT_WORKERS = 8;
/** Kinds that cannot refute a rule: the witness, and a run on which nothing can be said. */
const HARMLESS: readonly string[] = ['true-pass', 'unjudged'];

export function scenarioOptions(): readonly Option[] {
  return [
    new Option('--service <name>', 'the app, which rules know by name (default: app, else the only service)'),
    new Option(
      '--set <key=value>',
      'override one value of the scenario by its Compose key; of a service beside the app as service:key=value; may be repeated',
    ).argParser(repeated),
    new Option(
      '--head <fate>',
      'what may become of the head, as in dies:1s..4s; of a service beside the app as in worker=dies; ' +
        `may be repeated: ${FATES.join(', ')}`,
    ).argParser(repeated),
    new Option(
      '--moves <list>',
      `what may happen after the deploy, or none: the operator's ${MOVES.join(', ')}; the cluster's ${FAULTS.join(', ')}`,
    ).argParser(listOf([...MOVES, ...FAULTS, 'none'])),
  ];
}

export const refuters = (): readonly string[] => OUTCOME_KINDS.filter((kind) => !HARMLESS.includes(kind));

export function searchOptions(): readonly Option[] {
  return [
    new Option(
      '--rule <rule>',
      'the rule to put to the test, or several as in peer/*; may be repeated (default: all of sim rules but peer/*)',
    )
      .argParser(collect)
      .conflicts('exec'),
    new Option(
      '--strategy <name>',
      'how schedules are drawn; auto takes turns among all but uniform; exhaustive draws none, and searches every state',
    )
      .choices(['auto', ...STRATEGIES, 'exhaustive'])
      .default('auto'),
    new Option(
      '--runs <n>',
      `budget: runs for each rule and scenario (default: ${DEFAULT_RUNS}; with --exec ${DEFAULT_CLIENT_RUNS})`,
    )
      .argParser(wholeNumber(1, MAX_RUNS))
      .conflicts('for'),
    new Option('--for <duration>', 'budget: wall-clock time for the whole search, as in 10s or 2m').argParser(timeSpan),
    new Option('--seed <n>', 'the same seed gives the same result, to the byte')
      .argParser(wholeNumber(0, MAX_SEED))
      .default(1),
    workersOption(),
    new Option('--refute <kind>', 'an outcome that refutes a rule as well; may be repeated').argParser(
      listOf(refuters()),
    ),
    new Option('--out <dir>', 'the folder for trace files').default('sim-traces'),
  ];
}

export function workersOption(): Option {
  return new Option(
    '--workers <n>',
    `threads to search with, or commands of --exec at a time (default: one a core, ${DEFAULT_WORKERS} at most)`,
  ).argParser(wholeNumber(1, MAX_WORKERS));
}

export const defaultWorkers = (): number => Math.min(DEFAULT_WORKERS, availableParallelism());

export function jsonOption(): Option {
  return new Option('--json', 'print one JSON object instead of text');
}

export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
    }
    return value;
  };
}

export function timeSpan(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined || ms === 0) throw new InvalidArgumentError('Give a time such as 10s, 500ms or 1m30s.');
  return ms;
}

export function repeated(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** Repeated, separated by commas, or both. */
export function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...text.split(',').map((name) => name.trim())];
}

export function listOf(allowed: readonly string[]): (text: string, before?: readonly string[]) => readonly string[] {
  return (text, before = []) => {
    const names = collect(text, before);
    const unknown = names.find((name) => !allowed.includes(name));
    if (unknown !== undefined) throw new InvalidArgumentError(`"${unknown}" is none of ${allowed.join(', ')}.`);
    return names;
  };
}
