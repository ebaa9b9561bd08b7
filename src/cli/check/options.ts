import { InvalidArgumentError, Option } from 'commander';
import { parseDuration } from '../../scenario/durations.ts';
import type { EndpointOptions } from '../endpoint-options.ts';
import { endpointOptions } from '../endpoint-options.ts';
import type { Format } from './formats.ts';

/** Which stack of which engine. */
export interface StackOptions extends EndpointOptions {
  readonly stack: string;
  readonly service?: string;
  readonly interval: number;
}

export interface CheckOptions extends StackOptions {
  readonly head?: string;
  readonly rule: string;
  readonly timeout: number;
  readonly before?: string;
  readonly capture?: string;
  readonly allowRestarts: number;
  readonly healthUrl?: string;
  readonly lag: number;
  readonly format: Format;
  readonly json?: true;
}

export interface WatchOptions extends StackOptions {
  readonly head?: string;
  readonly for?: number;
}

const FORMAT_NAMES: readonly Format[] = ['text', 'json', 'junit', 'tap', 'markdown', 'github'];
const MOST_RESTARTS = 100;
/** Faster would be a load on the manager, and would show nothing that a round does not show anyhow. */
const LEAST_INTERVAL_MS = 100;
const MOST_MS = 24 * 3_600_000;

export function checkOptions(): readonly Option[] {
  return [
    ...stackOptions(),
    new Option('--head <commit>', 'the commit that was deployed, 7 to 40 lower-case hex digits').argParser(commit),
    new Option('--rule <rule>', 'the rule to check by, see sim rules').default('head-serves'),
    new Option('--timeout <duration>', 'give up after so long, undecided; a cc-ci rule waits so long twice')
      .argParser(span(1))
      .default(600_000, '10m'),
    new Option('--before <file>', 'what --capture wrote before the deploy'),
    new Option('--capture <file>', 'write down how the stack is, before a deploy, and check nothing').conflicts([
      'before',
      'head',
      'json',
      'format',
    ]),
    new Option('--allow-restarts <n>', "put up with so many deaths of the head's tasks; the claim does not")
      .argParser(restarts)
      .default(0),
    new Option('--health-url <url>', "where the app answers; rules that wait for the app's answer need it").argParser(
      url,
    ),
    new Option('--lag <duration>', 'how late a node may report what became of a task')
      .argParser(span(0))
      .default(2_000, '2s'),
    new Option('--format <format>', 'how to print the result').choices(FORMAT_NAMES).default('text'),
  ];
}

export function watchOptions(): readonly Option[] {
  return [
    ...stackOptions(),
    new Option('--head <commit>', 'a commit to look for: which stamps and tasks are its').argParser(commit),
    new Option('--for <duration>', 'end after so long (default: when interrupted)').argParser(span(1)),
  ];
}

function stackOptions(): readonly Option[] {
  return [
    new Option('--stack <name>', 'the stack, as docker stack deploy was told').makeOptionMandatory(),
    new Option('--service <name>', 'the app among its services (default: app, else the only one)'),
    new Option('--interval <duration>', 'from one round of reads to the next')
      .argParser(span(LEAST_INTERVAL_MS))
      .default(1_000, '1s'),
    ...endpointOptions(),
  ];
}

function commit(text: string): string {
  if (/^[0-9a-f]{7,40}$/.test(text)) return text;
  throw new InvalidArgumentError('Give the commit as 7 to 40 lower-case hex digits, as git rev-parse HEAD prints it.');
}

function span(leastMs: number): (text: string) => number {
  return (text) => {
    const ms = parseDuration(text);
    if (ms !== undefined && ms >= leastMs && ms <= MOST_MS) return ms;
    const least = leastMs > 1 ? ` of at least ${leastMs}ms` : '';
    throw new InvalidArgumentError(`Give a time${least} such as 10s, 500ms or 1m30s, at most 24h.`);
  };
}

function restarts(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count <= MOST_RESTARTS) return count;
  throw new InvalidArgumentError(`Give a whole number from 0 to ${MOST_RESTARTS}.`);
}

function url(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new InvalidArgumentError('Give a URL such as https://app.example.org/health.');
}
