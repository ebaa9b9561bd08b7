import { plural } from '../../report/wording.ts';
import { agreed } from '../asks-first.ts';
import type { Io } from '../io.ts';
import type { DrillEngine } from './drill-engine.ts';
import type { DrillOptions } from './options.ts';
import type { Plan } from './plan.ts';

export interface Intent {
  readonly engine: DrillEngine;
  readonly plan: Plan;
  readonly namespace: string;
  readonly options: DrillOptions;
  readonly lanes: number;
}

/** Says what will be created, and asks unless that was agreed to beforehand. */
export async function consent({ engine, plan, namespace, options, lanes }: Intent, io: Io): Promise<boolean> {
  const services = plural(plan.pairs.length, 'service');
  const end = options.keep === true ? 'and leave them there' : 'and remove each of them again';
  io.stderr.write(
    `sim: this will create ${services} named ${namespace}-* on ${engine.place} (node ${engine.node}), ` +
      `${Math.min(lanes, plan.pairs.length)} at a time, one task of ${options.image} each, ${end}\n`,
  );
  return agreed({ yes: options.yes === true, question: 'Go on? [y/N] ', declined: 'nothing was created' }, io);
}
