import { InvalidArgumentError, Option } from 'commander';
import { BOUNDS, type BoundsName } from '#properties/proof/bounds.js';
import { execOptions, type ExecOptions } from '../exec/options.ts';
import { collect, listOf, refuters, repeated, timeSpan, wholeNumber, workersOption } from '../options.ts';
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
  readonly teeth?: true;
  readonly list?: true;
  readonly out: string;
  readonly format: ProofFormat;
  readonly json?: true;
}

interface Limits {
  readonly states?: number;
  /** Of each search, in bytes. */
  readonly memory?: number;
  /** Of all together, in ms. */
  readonly time?: number;
}

export const REDUCTIONS = ['forget', 'collapse'] as const;
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
    new Option(
      '--limit <limits>',
      'give up, undecided, at states=N (a world), memory=2GiB (a search) or time=10m (all); with commas',
    ).argParser(limits),
    new Option('--half-tick', 'with a clock that ticks twice as often: what a proof says must not depend on it'),
    new Option(
      '--reduce <list>',
      'which reductions of the state space to make: forget, collapse, or none (default: both)',
    ).argParser(listOf([...REDUCTIONS, 'none'])),
    workersOption(),
    new Option('--against <certificate>', 'compare with a certificate that sim prove --json has printed'),
    new Option('--out <dir>', 'the folder for trace files').default('sim-traces'),
    new Option('--format <format>', 'how to print the certificate').choices(PROOF_FORMATS).default('text'),
  ];
}

const KEYS = { states: wholeNumber(1, 2_000_000_000), memory: bytes, time: timeSpan } as const;

/** `states=1000000,memory=2GiB,time=10m` */
function limits(text: string, before: Limits = {}): Limits {
  const given = text.split(',').map((part) => {
    const [key = '', value = ''] = part.split('=').map((word) => word.trim());
    if (!(key in KEYS)) throw new InvalidArgumentError('Give states=N, memory=SIZE or time=DURATION.');
    return [key, KEYS[key as keyof typeof KEYS](value)];
  });
  return { ...before, ...(Object.fromEntries(given) as Limits) };
}

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

function bytes(text: string): number {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)\s*([kmg]?)i?b?$/i.exec(text) ?? [];
  if (amount === undefined) throw new InvalidArgumentError('Give a size such as memory=500MiB or memory=4GiB.');
  return Number(amount) * (UNITS[unit.toLowerCase()] as number);
}
