import { CATALOGUE } from '../../assertions/catalogue.ts';
import { EXIT } from '../../errors.ts';
import { columns } from '../../report/columns.ts';
import type { Session } from '../io.ts';

export interface JsonOption {
  readonly json?: true;
}

/** `sim rules` */
export function rulesVerb(options: JsonOption, { io, style }: Session): number {
  const rules = CATALOGUE.map(({ name, summary }) => ({ name, summary }));
  if (options.json) {
    io.stdout.write(`${JSON.stringify({ schemaVersion: 1, command: 'rules', rules }, null, 2)}\n`);
    return EXIT.stands;
  }
  const rows = rules.map(({ name, summary }) => [{ text: name, paint: style.bold }, { text: summary }]);
  io.stdout.write(`${columns(rows, ['left', 'left']).join('\n')}\n`);
  return EXIT.stands;
}
