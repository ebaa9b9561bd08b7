import { CommanderError } from 'commander';
import { EXIT, SimError } from '../errors.ts';
import { reportFailure } from './failure.ts';
import type { Io } from './io.ts';
import { styleFor } from './paint.ts';
import { buildProgram } from './program.ts';

/** Runs one command line (without node and script) and returns the exit code. Never throws, never exits. */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  const ended = { exitCode: EXIT.bug as number };
  try {
    const program = buildProgram({ io, style: styleFor(io) }, (exitCode) => (ended.exitCode = exitCode));
    await program.parseAsync([...argv], { from: 'user' });
    return ended.exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.stands;
    if (error instanceof CommanderError && error.code === 'commander.help') return EXIT.usage;
    return reportFailure(error instanceof CommanderError ? usageError(error) : error, io, wantsJson(argv));
  }
}

/** Also when the command line could not be made sense of. */
function wantsJson(argv: readonly string[]): boolean {
  return argv.includes('--json') || argv.includes('--format=json') || argv[argv.indexOf('--format') + 1] === 'json';
}

function usageError(error: CommanderError): SimError {
  const said = error.message
    .replace(/^error: /, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/\.$/, '');
  const isValue = error.code === 'commander.invalidArgument';
  return new SimError({
    code: isValue ? 'usage.bad-value' : 'usage.unknown-option',
    what: said,
    remedy: 'See sim --help, or --help after a verb.',
    cause: error,
  });
}
