import { EXIT, SimError } from '../../errors.ts';
import { findingText } from '../../report/finding.ts';
import type { ShownFinding } from '../../report/result.ts';
import { visible } from '../../report/visible.ts';
import { parseTraceFile, writeTraceFile } from '../../scenario/trace-file.ts';
import type { TraceFile } from '../../scenario/trace-file.ts';
import { agreed, needsSomebody } from '../asks-first.ts';
import { closeClients } from '../exec/client-search.ts';
import { unlessInterrupted } from '../interrupt.ts';
import type { Io, Session } from '../io.ts';
import { replayWith } from '../search.ts';
import { differenceIn } from '../trace-difference.ts';
import type { JsonOption } from './rules.ts';
import { readText } from '../read-text.ts';

export interface ReplayOptions extends JsonOption {
  readonly yes?: true;
}

/** `sim replay TRACE` */
export async function replayVerb(file: string, options: ReplayOptions, { io, style }: Session): Promise<number> {
  const text = read(file, io.cwd);
  const recorded = parseTraceFile(text, file);
  const { command } = recorded.client ?? {};
  if (command !== undefined && !(await consent(command, options.yes === true, io))) return EXIT.undecided;
  const replayed = await followed(recorded, io);
  const replayedText = writeTraceFile(replayed);
  if (replayedText !== text) throw doesNotFit(file, differenceIn(recorded, replayed, text, replayedText));
  const shown = `${findingText(shownOf(replayed, file), style).join('\n')}\n`;
  io.stdout.write(options.json ? replayedText : shown);
  return EXIT.stands;
}

/** The command is in the file, and the file may be anybody's. */
async function consent(command: string, yes: boolean, io: Io): Promise<boolean> {
  const shown = visible(command);
  needsSomebody(
    yes,
    io,
    `the trace is of a command, which a replay runs, and nobody is here to be asked: ${shown}`,
    'Say --yes if the command may run here, or replay it on a terminal.',
  );
  io.stderr.write(`sim: ${yes ? 'runs' : 'would run'} the command of the trace: ${shown}\n`);
  const asking = agreed({ yes, question: 'Run it? [y/N] ', declined: 'nothing was run' }, io);
  return unlessInterrupted(asking, io.signal, 'nothing was run');
}

async function followed(recorded: TraceFile, { cwd, env, signal }: Io): Promise<TraceFile> {
  try {
    return await unlessInterrupted(replayWith(recorded, { cwd, env }), signal);
  } finally {
    await closeClients();
  }
}

function read(file: string, cwd: string): string {
  return readText(file, cwd, {
    code: 'trace.unreadable',
    thing: 'the trace file',
    where: file,
    remedy: 'Name a file that sim explore has written.',
  });
}

function doesNotFit(file: string, difference: { readonly where: string; readonly what: string }): SimError {
  return new SimError({
    code: 'trace.does-not-fit',
    what: difference.what,
    where: `${file}, ${difference.where}`,
    remedy: 'Either the file was edited or it comes from another version of the model: search anew with sim explore.',
  });
}

function shownOf(trace: TraceFile, file: string): ShownFinding {
  const { rule, scenario, outcome, strategy, schedules, steps, stepsToVerdict, unsteady, schedule } = trace;
  const shown = {
    rule,
    scenario: scenario.name,
    ...outcome,
    strategy,
    schedules,
    steps,
    stepsToVerdict,
    schedule,
    file,
  };
  return unsteady === undefined ? shown : { ...shown, unsteady };
}
