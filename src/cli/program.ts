import { Command, Option } from 'commander';
import { checkOptions, watchOptions } from './check/options.ts';
import type { CheckOptions, WatchOptions } from './check/options.ts';
import { drillOptions } from './drill/options.ts';
import type { DrillOptions } from './drill/options.ts';
import { execOptions, shrinkOption } from './exec/options.ts';
import { endpointOptions } from './endpoint-options.ts';
import * as help from './help.ts';
import type { Session } from './io.ts';
import { exhaustiveOptions } from './limits.ts';
import { jsonOption, scenarioOptions, searchOptions } from './options.ts';
import type { ExploreOptions, ScenarioOptions } from './options.ts';
import { mapOptions } from './map/options.ts';
import type { MapOptions } from './map/options.ts';
import { proveOptions } from './prove/options.ts';
import type { ProveOptions } from './prove/options.ts';
import { recordOptions } from './record/options.ts';
import type { RecordOptions } from './record/options.ts';
import { serveOptions } from './serve/options.ts';
import type { ServeOptions } from './serve/options.ts';
import type { ReplayOptions } from './verbs/replay.ts';
import type { JsonOption } from './verbs/rules.ts';
import { version } from './version.ts';

/** The command line of `sim`. Verbs are loaded when they are run; `finish` is told the exit code of the one that was. */
export function buildProgram(session: Session, finish: (exitCode: number) => void): Command {
  const program = quiet(new Command('sim'), session)
    .description(help.ABOUT)
    .version(version(), '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .addHelpText('after', help.MAIN_EXAMPLES);
  addExplore(program, session, finish);
  addProve(program, session, finish);
  addMap(program, session, finish);
  program
    .command('replay')
    .summary('follow a trace file and check that it still fits')
    .description(help.REPLAY)
    .argument('<trace>', 'a trace file that sim explore has written')
    .addOption(new Option('--yes', 'run the command that a trace of --exec names without asking'))
    .addOption(jsonOption())
    .addHelpText('after', help.REPLAY_EXAMPLES)
    .action(async (file: string, options: ReplayOptions) => {
      const { replayVerb } = await import('./verbs/replay.ts');
      finish(await replayVerb(file, options, session));
    });
  program
    .command('rules')
    .summary('list the rules')
    .description(help.RULES)
    .addOption(jsonOption())
    .action(async (options: JsonOption) => {
      const { rulesVerb } = await import('./verbs/rules.ts');
      finish(rulesVerb(options, session));
    });
  addScenario(program, session, finish);
  addConform(program, session, finish);
  addCheck(program, session, finish);
  addWatch(program, session, finish);
  addRecord(program, session, finish);
  addDrill(program, session, finish);
  addServe(program, session, finish);
  return program;
}

function addExplore(program: Command, session: Session, finish: (exitCode: number) => void): void {
  const command = program
    .command('explore')
    .summary('search for masking races')
    .description(help.EXPLORE)
    .argument('[compose]', 'a Compose file (default: the scenarios of the incident)');
  const own = [...searchOptions(), ...exhaustiveOptions(), ...execOptions(), shrinkOption()];
  for (const option of [...own, ...scenarioOptions(), jsonOption()]) command.addOption(option);
  command
    .addHelpText('after', help.EXPLORE_EXAMPLES)
    .action(async (file: string | undefined, options: ExploreOptions) => {
      const { exploreVerb } = await import('./verbs/explore.ts');
      finish(await exploreVerb(file, options, session));
    });
}

function addProve(program: Command, session: Session, finish: (exitCode: number) => void): void {
  const command = program.command('prove').summary('search every state of a bounded world').description(help.PROVE);
  command.argument('[compose]', 'with --teeth --exec, a Compose file (default: a scenario of the incident)');
  for (const option of [...proveOptions(), jsonOption()]) command.addOption(option);
  command.addHelpText('after', help.PROVE_EXAMPLES).action(async (file: string | undefined, options: ProveOptions) => {
    const { proveVerb } = await import('./verbs/prove.ts');
    finish(await proveVerb(file, options, session));
  });
}

function addMap(program: Command, session: Session, finish: (exitCode: number) => void): void {
  const command = program
    .command('map')
    .summary('show with which settings a rule is safe')
    .description(help.MAP)
    .argument('[compose]', 'a Compose file whose settings hold in every cell');
  for (const option of [...mapOptions(), jsonOption()]) command.addOption(option);
  command.addHelpText('after', help.MAP_EXAMPLES).action(async (file: string | undefined, options: MapOptions) => {
    const { mapVerb } = await import('./verbs/map.ts');
    finish(await mapVerb(file, options, session));
  });
}

function addScenario(program: Command, session: Session, finish: (exitCode: number) => void): void {
  const command = program
    .command('scenario')
    .summary('show what a Compose file says')
    .description(help.SCENARIO)
    .argument('[compose]', 'a Compose file (default: the scenarios of the incident)');
  for (const option of [...scenarioOptions(), jsonOption()]) command.addOption(option);
  command
    .addHelpText('after', help.SCENARIO_EXAMPLES)
    .action(async (file: string | undefined, options: ScenarioOptions) => {
      const { scenarioVerb } = await import('./verbs/scenario.ts');
      finish(scenarioVerb(file, options, session));
    });
}

function addConform(program: Command, session: Session, finish: (exitCode: number) => void): void {
  program
    .command('conform')
    .summary('hold recordings of a real engine against the model')
    .description(help.CONFORM)
    .argument('<recordings...>', 'recordings: JSON lines, gzipped or not')
    .addOption(jsonOption())
    .addHelpText('after', help.CONFORM_EXAMPLES)
    .action(async (files: readonly string[], options: JsonOption) => {
      const { conformVerb } = await import('./verbs/conform.ts');
      finish(conformVerb(files, options, session));
    });
}

function addCheck(program: Command, session: Session, finish: (exitCode: number) => void): void {
  const command = program.command('check').summary('check a deploy on a live swarm').description(help.CHECK);
  for (const option of [...checkOptions(), jsonOption()]) command.addOption(option);
  command.addHelpText('after', help.CHECK_EXAMPLES).action(async (options: CheckOptions) => {
    const { checkVerb } = await import('./verbs/check.ts');
    finish(await checkVerb(options, session));
  });
}

function addWatch(program: Command, session: Session, finish: (exitCode: number) => void): void {
  const command = program.command('watch').summary('watch a stack of a live swarm').description(help.WATCH);
  for (const option of watchOptions()) command.addOption(option);
  command.addHelpText('after', help.WATCH_EXAMPLES).action(async (options: WatchOptions) => {
    const { watchVerb } = await import('./verbs/watch.ts');
    finish(await watchVerb(options, session));
  });
}

function addRecord(program: Command, session: Session, finish: (exitCode: number) => void): void {
  const command = program.command('record').summary('write down what a live service does').description(help.RECORD);
  for (const option of [...recordOptions(), ...endpointOptions()]) command.addOption(option);
  command.addHelpText('after', help.RECORD_EXAMPLES).action(async (options: RecordOptions) => {
    const { recordVerb } = await import('./verbs/record.ts');
    finish(await recordVerb(options, session));
  });
}

function addDrill(program: Command, session: Session, finish: (exitCode: number) => void): void {
  const command = program.command('drill').summary('prove the rules on a live swarm').description(help.DRILL);
  for (const option of [...drillOptions(), jsonOption()]) command.addOption(option);
  command.addHelpText('after', help.DRILL_EXAMPLES).action(async (options: DrillOptions) => {
    const { drillVerb } = await import('./verbs/drill.ts');
    finish(await drillVerb(options, session));
  });
}

function addServe(program: Command, session: Session, finish: (exitCode: number) => void): void {
  const command = program
    .command('serve')
    .summary('answer docker clients from a simulated swarm')
    .description(help.SERVE)
    .argument('[compose]', 'a Compose file (default: a scenario of the incident)');
  for (const option of serveOptions()) command.addOption(option);
  command.addHelpText('after', help.SERVE_EXAMPLES).action(async (file: string | undefined, options: ServeOptions) => {
    const { serveVerb } = await import('./verbs/serve.ts');
    finish(await serveVerb(file, options, session));
  });
}

/** Commander prints through the session, throws instead of exiting, and leaves errors to us. Subcommands inherit all of it. */
function quiet(program: Command, { io }: Session): Command {
  return program.exitOverride().configureOutput({
    writeOut: (text) => io.stdout.write(text),
    // Only help that was not asked for: `sim` alone.
    writeErr: (text) => io.stderr.write(text),
    outputError: () => undefined,
    getOutHelpWidth: () => 100,
    getErrHelpWidth: () => 100,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  });
}
