import { Option } from 'commander';
import { parseListenAt, type ListenAt } from '#adapters/engine-api/listen-at.js';
import { scenarioOptions, wholeNumber, type ScenarioOptions } from '../options.ts';

export interface ServeOptions extends ScenarioOptions {
  /** Absent: a socket in a temporary folder of its own. */
  readonly listen?: ListenAt;
  readonly seed: number;
  readonly trace?: string;
  readonly pace: 'request' | 'real';
  readonly timeScale?: number;
  readonly empty?: true;
}

const MAX_SEED = 0xffffffff;
const MAX_SCALE = 10_000;

export function serveOptions(): readonly Option[] {
  return [
    new Option(
      '--listen <address>',
      'unix:///path/to/socket or tcp://127.0.0.1:PORT (default: a socket of its own)',
    ).argParser((text: string) => parseListenAt(text, '--listen')),
    new Option('--seed <n>', 'the same seed and the same requests give the same world')
      .argParser(wholeNumber(0, MAX_SEED))
      .default(1),
    new Option('--trace <file>', 'follow a trace that sim explore has written').conflicts([
      'seed',
      'pace',
      'timeScale',
      'empty',
    ]),
    new Option('--pace <name>', 'request: time passes only while a request is answered; real: it passes by the clock')
      .choices(['request', 'real'])
      .default('request'),
    new Option('--time-scale <n>', 'with --pace real: so many seconds in one (default: 1)').argParser(
      wholeNumber(1, MAX_SCALE),
    ),
    new Option('--empty', 'begin with a swarm without services').conflicts('trace'),
    ...scenarioOptions(),
  ];
}
