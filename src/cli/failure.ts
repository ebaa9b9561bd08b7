import { EXIT, exitCodeOf, SimError } from '../errors.ts';
import { errorJson } from '../report/json.ts';
import type { ErrorJson } from '../report/json.ts';
import { visible } from '../report/visible.ts';
import { Interrupted, interruptedExit } from './interrupt.ts';
import type { Io } from './io.ts';

/** Reports what ended a session early: one paragraph on stderr, with `--json` one object on stdout. Returns the exit code. */
export function reportFailure(error: unknown, io: Io, json: boolean): number {
  if (error instanceof Interrupted) {
    io.stderr.write(`sim: ${error.message}; ${error.leaves}\n`);
    return interruptedExit(error.signal);
  }
  if (error instanceof SimError) {
    say(io, json, error.message, error);
    return exitCodeOf(error.code);
  }
  return reportBug(error, io, json);
}

function reportBug(error: unknown, io: Io, json: boolean): number {
  const what = error instanceof Error ? error.message : String(error);
  const remedy = 'Report it with the command that you ran; SIM_DEBUG=1 shows where it happened.';
  say(io, json, `this is a bug in sim: ${what}. ${remedy}`, { code: 'bug', what, where: undefined, remedy });
  if (io.env['SIM_DEBUG'] === '1' && error instanceof Error) io.stderr.write(`${error.stack ?? ''}\n`);
  return EXIT.bug;
}

function say(io: Io, json: boolean, message: string, parts: ErrorJson): void {
  // What an engine or a file said may be in it.
  io.stderr.write(`sim: ${visible(message.replaceAll(/\s+/g, ' ').trim())}\n`);
  if (json) io.stdout.write(errorJson(parts));
}
