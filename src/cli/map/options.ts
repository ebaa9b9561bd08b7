import { Option } from 'commander';
import { limitOption, type Limits } from '../limits.ts';
import { collect, listOf, refuters, repeated, workersOption } from '../options.ts';
import { DEATHS, type Deaths } from './deaths.ts';

export interface MapOptions {
  readonly x: string;
  readonly y: string;
  readonly rule: readonly string[];
  readonly deaths: Deaths;
  readonly service?: string;
  readonly set?: readonly string[];
  readonly head?: readonly string[];
  readonly refute?: readonly string[];
  readonly limit?: Limits;
  readonly workers?: number;
  readonly svg?: string;
  readonly out: string;
  readonly json?: true;
}

export function mapOptions(): readonly Option[] {
  return [
    new Option('--x <setting=range>', 'the setting across, as in monitor=1s..20s or monitor=1s,2s,5s').default(
      'monitor=1s..10s',
    ),
    new Option('--y <setting=range>', 'the setting upwards, as in poll_interval=1s..20s/2s (in steps of 2s)').default(
      'poll_interval=1s..10s',
    ),
    new Option('--rule <rule>', 'the rule to map, or several; may be repeated')
      .argParser((text: string, before: readonly string[]) => collect(text, before === DEFAULT_RULES ? [] : before))
      .default(DEFAULT_RULES, DEFAULT_RULES.join()),
    new Option('--deaths <when>', 'when a head that dies does so: before the engine’s window is over, or later as well')
      .choices(DEATHS)
      .default('in-time'),
    new Option('--service <name>', 'the app, which rules know by name (default: app, else the only service)'),
    new Option('--set <key=value>', 'override one value of every cell by its Compose key; may be repeated').argParser(
      repeated,
    ),
    new Option('--head <fate>', 'what may become of the head (default: good, dies); may be repeated').argParser(
      repeated,
    ),
    new Option('--refute <kind>', 'an outcome that refutes a rule as well; may be repeated').argParser(
      listOf(refuters()),
    ),
    limitOption('cell'),
    workersOption(),
    new Option('--svg <file>', 'draw the map too, as a picture'),
    new Option('--out <dir>', 'the folder for trace files').default('sim-traces'),
  ];
}

/** A check that polls. */
const DEFAULT_RULES: readonly string[] = ['cc-ci/v3'];
