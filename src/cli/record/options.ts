import { InvalidArgumentError, Option } from 'commander';
import { parseDuration } from '../../scenario/durations.ts';
import type { EndpointOptions } from '../endpoint-options.ts';

export interface RecordOptions extends EndpointOptions {
  readonly stack: string;
  readonly service?: string;
  readonly output?: string;
  /** Both in ms. */
  readonly for: number;
  readonly interval: number;
  readonly keepEnv?: readonly string[];
}

const LEAST_INTERVAL_MS = 5;

export function recordOptions(): readonly Option[] {
  return [
    new Option('--stack <name>', 'the stack to look at').makeOptionMandatory(),
    new Option('--service <name>', 'the service to record (default: app, else the only one)'),
    new Option('-o, --output <file>', 'a new file for the recording (default: stdout)'),
    new Option('--for <duration>', 'how long to record').argParser(atLeast(1)).default(60_000, '60s'),
    new Option('--interval <duration>', 'how long to wait between two looks')
      .argParser(atLeast(LEAST_INTERVAL_MS))
      .default(15, '15ms'),
    new Option('--keep-env <key>', 'write this variable as it is, not hashed; may be repeated').argParser(
      (text: string, before: readonly string[] | undefined) => [...(before ?? []), text],
    ),
  ];
}

function atLeast(leastMs: number): (text: string) => number {
  return (text) => {
    const ms = parseDuration(text);
    if (ms !== undefined && ms >= leastMs) return ms;
    throw new InvalidArgumentError(`Give a time of at least ${leastMs}ms, such as 50ms, 10s or 1m30s.`);
  };
}
