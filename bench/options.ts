import { parseArgs } from 'node:util';
import { SimError } from '#src/errors.js';

/** How long each part may take, and how the answer is printed. */
export interface BenchOptions {
  readonly json: boolean;
  /** Wall-clock time of one of the three attempts, roughly: an attempt is a whole number of batches of so many schedules. */
  readonly attemptMs: number;
  readonly batchRuns: number;
  /** Schedules after which a search for a race is given up. */
  readonly raceLimit: number;
  /** Wall-clock time of each loop whose memory is watched. */
  readonly memorySeconds: number;
  /** Which configuration of RU the engines search in full. */
  readonly exhaustive: 'small' | 'big';
}

const PACES = {
  quick: { attemptMs: 20, batchRuns: 100, raceLimit: 1_000, memorySeconds: 1, exhaustive: 'small' },
  // 250: as many as a batch of the search itself has.
  usual: { attemptMs: 500, batchRuns: 250, raceLimit: 20_000, memorySeconds: 20, exhaustive: 'big' },
  long: { attemptMs: 2_000, batchRuns: 250, raceLimit: 100_000, memorySeconds: 60, exhaustive: 'big' },
} as const;

const USAGE = 'npm run bench -- [--quick | --long] [--seconds N] [--json]';

export function readOptions(args: readonly string[]): BenchOptions {
  const { quick, long, seconds, json } = parse(args);
  if (quick && long) throw refused('--quick and --long exclude each other');
  const pace = PACES[quick ? 'quick' : long ? 'long' : 'usual'];
  if (seconds === undefined) return { ...pace, json };
  const memorySeconds = Number(seconds);
  if (!(memorySeconds > 0)) throw refused(`--seconds is "${seconds}", which is no length of time`);
  return { ...pace, json, memorySeconds };
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        long: { type: 'boolean', default: false },
        seconds: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (cause) {
    throw refused(cause instanceof Error ? cause.message.replace(/\.$/, '') : String(cause), cause);
  }
}

function refused(what: string, cause?: unknown): SimError {
  return new SimError({ code: 'usage.bad-value', what, remedy: `Usage: ${USAGE}`, cause });
}
