import type { EngineWorld, EngineWrite } from '#adapters/engine-api/engine-world.js';
import { serviceAt } from '#model/model.js';
import { nowMs } from '#model/view.js';
import { describeSwarmStep } from '#properties/describe.js';
import { glanceAtSwarm } from '#properties/glance.js';
import type { Step } from '../../explore/transition-system.ts';
import { happening } from '../../report/happening.ts';
import { visible } from '../../report/visible.ts';
import { seconds, words } from '../../report/wording.ts';

/** Prints what happens in a world, one line a step, as traces tell it; a status that has changed stands behind it. */
export interface StepLines {
  readonly step: (world: EngineWorld, code: number) => () => void;
  readonly write: (world: EngineWorld, write: EngineWrite) => void;
  readonly line: (atMs: number, step: Step, note?: string) => void;
}

const TIME_WIDTH = 10;
const ACTOR_WIDTH = 18;

export function stepLines(print: (text: string) => void): StepLines {
  let status = '';
  const line: StepLines['line'] = (atMs, step, note = '') => {
    const told = `${seconds(atMs).padStart(TIME_WIDTH)}  ${words(step.actor).padEnd(ACTOR_WIDTH)}  ${happening(step)}`;
    print(`${visible(note === '' ? told : `${told}  [${note}]`)}\n`.replace(/\\u\{20\}/g, ' '));
  };
  /** What the status is now, if it is another one. */
  const changed = (world: EngineWorld): string => {
    const now = glanceAtSwarm(asCalled(world), world.row)['status'] ?? '';
    if (now === status) return '';
    status = now;
    return now;
  };
  return {
    line,
    step: (world, code) => {
      const step = describeSwarmStep(asCalled(world), world.row, code);
      return () => line(nowMs(world.row), step, changed(world));
    },
    write: (world, write) => line(nowMs(world.row), written(world, write), changed(world)),
  };
}

/** Services that clients have created are told by their own names, and those that are not there not at all. */
function asCalled({ model, ledger }: EngineWorld): EngineWorld['model'] {
  const services = model.services.map((service, s) => ({ ...service, name: ledger.service(s).name }));
  return { ...model, services };
}

function written({ model, ledger }: EngineWorld, write: EngineWrite): Step {
  const actor = 'client';
  if (write.does === 'sets-availability') {
    return { actor, does: 'updates', with: { node: write.node + 1, availability: write.availability } };
  }
  const { name: service } = ledger.service(write.service);
  const what = 'spec' in write ? { to: model.specs[write.spec]?.name ?? '' } : {};
  const of = serviceAt(model, write.service).mode === 'global' ? { mode: 'global' } : {};
  return { actor, does: write.does, with: { service, ...what, ...of } };
}
