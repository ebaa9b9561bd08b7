import { Option } from 'commander';
import { BOUNDS, type BoundsName } from '#properties/proof/bounds.js';
import { execOptions, type ExecOptions } from '../exec/options.ts';
import { limitOption, type Limits } from '../limits.ts';
import { collect, listOf, refuters, repeated, workersOption } from '../options.ts';
import { PROOF_FORMATS, type ProofFormat } from './formats.ts';

export interface ProveOptions extends ExecOptions {
  readonly rule?: readonly string[];
  readonly bounds: BoundsName;
  readonly world?: readonly string[];
  readonly refute?: readonly string[];
  readonly limit?: Limits;
  readonly halfTick?: true;
  readonly reduce?: readonly ReductionName[];
  readonly workers?: number;
  readonly against?: string;
  readonly resume?: string;
  readonly teeth?: true;
  readonly list?: true;
  readonly out: string;
  readonly format: ProofFormat;
  readonly json?: true;
}

export const REDUCTIONS = ['forget', 'collapse', 'slots'] as const;
type ReductionName = (typeof REDUCTIONS)[number];

export function proveOptions(): readonly Option[] {
  return [
    new Option('--rule <rule>', 'the rule to prove; may be repeated (default: all, see sim rules)').argParser(collect),
    new Option('--bounds <name>', 'the family of worlds to exhaust').choices(BOUNDS).default('standard'),
    new Option(
      '--world <name>',
      'only this world of the family, or those whose names hold the text; may be repeated',
    ).argParser(repeated),
    new Option('--teeth', 'prove the proof: every mutant of the checks is found out, and every wrong stamp is red'),
    ...execOptions(),
    new Option('--list', 'print the worlds of the family, and search nothing'),
    new Option('--refute <kind>', 'an outcome that refutes a rule as well; may be repeated').argParser(
      listOf(refuters()),
    ),
    limitOption('world'),
    new Option('--half-tick', 'with a clock that ticks twice as often: what a proof says must not depend on it'),
    new Option(
      '--reduce <list>',
      'which reductions of the state space to make: forget, collapse, slots (which takes forget), or none (default: all)',
    ).argParser(listOf([...REDUCTIONS, 'none'])),
    workersOption(),
    new Option('--resume <file>', 'note each world that is proved in this file, and go on from what it has'),
    new Option('--against <certificate>', 'compare with a certificate that sim prove --json has printed'),
    new Option('--out <dir>', 'the folder for trace files').default('sim-traces'),
    new Option('--format <format>', 'how to print the certificate').choices(PROOF_FORMATS).default('text'),
  ];
}
