import { EXIT, invariant } from '../../errors.ts';
import { columns } from '../../report/columns.ts';
import { describeServices } from '../../scenario/describe-scenario.ts';
import { writeScenarioFile } from '../../scenario/scenario-file.ts';
import type { Session } from '../io.ts';
import type { ScenarioOptions } from '../options.ts';
import { scenariosFor } from '../scenarios.ts';

/** `sim scenario`: of the incident's two, the first, unless an order is set. */
export function scenarioVerb(file: string | undefined, options: ScenarioOptions, { io, style }: Session): number {
  const [read] = scenariosFor(file, options, io);
  invariant(read !== undefined, 'there is always a scenario');
  if (options.json) {
    io.stdout.write(writeScenarioFile(read));
    return EXIT.stands;
  }
  const lines = describeServices(read).flatMap(({ service, rows }, index) => {
    const cells = rows.map(({ key, value, source }) => [
      { text: key },
      { text: value, paint: style.bold },
      { text: source, paint: style.dim },
    ]);
    const title = index === 0 ? [style.bold(read.scenario.name)] : ['', style.bold(service)];
    return [...title, ...columns(cells, ['left', 'left', 'left'], '  ')];
  });
  io.stdout.write(`${lines.join('\n')}\n`);
  return EXIT.stands;
}
