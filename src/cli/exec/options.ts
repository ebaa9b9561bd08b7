import { Option } from 'commander';
import { DEPLOYERS, type Deployer } from '#properties/client.js';
import { SimError } from '../../errors.ts';
import { timeSpan, wholeNumber } from '../options.ts';
import type { ClientCommand } from './seats.ts';

/** How a client from outside is run and judged. */
export interface ExecOptions {
  readonly exec?: string;
  readonly passCode?: number;
  readonly undecidedCode?: readonly number[];
  /** Wall-clock ms for one run. */
  readonly timeout?: number;
  readonly deploy?: Deployer;
}

export interface ShrinkOption {
  readonly shrink?: number;
}

const MOST_CODE = 255;
const DEFAULT_TIMEOUT_MS = 30_000;
/** Each is a process. */
export const DEFAULT_SHRINK_RUNS = 150;

export function execOptions(): readonly Option[] {
  const code = wholeNumber(0, MOST_CODE);
  return [
    new Option(
      '--exec <command>',
      'a check of your own instead of rules: run by /bin/sh with DOCKER_HOST and SIM_* set',
    ),
    new Option('--pass-code <n>', "the exit code that is the command's pass (default: 0)").argParser(code),
    new Option('--undecided-code <n>', 'an exit code that is neither pass nor fail; may be repeated').argParser(
      (text: string, before?: readonly number[]) => [...(before ?? []), code(text)],
    ),
    new Option(
      '--timeout <duration>',
      'wall-clock time for one run of the command; then it is ended (default: 30s)',
    ).argParser(timeSpan),
    new Option(
      '--deploy <who>',
      'who deploys the head: by-client, the command itself, or by-schedule, before its first request is answered (default: by-client)',
    ).choices(DEPLOYERS),
  ];
}

export const shrinkOption = (): Option =>
  new Option(
    '--shrink <runs>',
    `runs of the command that shrinking one finding may take (default: ${DEFAULT_SHRINK_RUNS})`,
  ).argParser(wholeNumber(0, 1_000_000));

/** The client that was asked for; null: none was. */
export function clientOf(options: ExecOptions & ShrinkOption): ClientCommand | null {
  const { exec, passCode = 0, undecidedCode = [], timeout = DEFAULT_TIMEOUT_MS, deploy = 'by-client' } = options;
  if (exec === undefined) {
    refuseWithoutExec(options);
    return null;
  }
  if (exec.trim() === '') throw badValue('--exec', 'there is no command', "Give one, as in --exec './deploy.sh'.");
  if (undecidedCode.includes(passCode)) {
    const remedy = 'Give each outcome codes of its own.';
    throw badValue('--undecided-code', `${passCode} is the code of a pass already`, remedy);
  }
  return { command: exec, passCode, undecidedCodes: undecidedCode, timeoutMs: timeout, deploy };
}

function refuseWithoutExec({ passCode, undecidedCode, timeout, deploy, shrink }: ExecOptions & ShrinkOption): void {
  const given = { 'pass-code': passCode, 'undecided-code': undecidedCode, timeout, deploy, shrink };
  const [name] = Object.entries(given).find(([, value]) => value !== undefined) ?? [];
  if (name === undefined) return;
  throw badValue(`--${name}`, 'it is about a command, and there is none', "Give it with --exec 'COMMAND'.");
}

function badValue(where: string, what: string, remedy: string): SimError {
  return new SimError({ code: 'usage.bad-value', where, what, remedy });
}
