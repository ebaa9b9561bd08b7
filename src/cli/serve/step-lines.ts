import type { EngineWorld, EngineWrite } from '#adapters/engine-api/engine-world.js';
import type { EngineRequest } from '#adapters/engine-api/simulated-engine.js';
import { blankService, isThere, nowMs, showService } from '#model/view.js';
import { describeSwarmStep } from '#properties/describe.js';
import { happening } from '../../report/happening.ts';
import { visible, visibleUpTo } from '../../report/visible.ts';
import { seconds, words } from '../../report/wording.ts';

/** Prints what happens in a world, one line a step, as traces tell it; a status that has changed stands behind it. */
export interface StepLines {
  /** Of a step that is about to be taken; what it returns prints the line, once it is. */
  readonly step: (world: EngineWorld, code: number) => () => void;
  readonly write: (world: EngineWorld, write: EngineWrite) => void;
  readonly request: (world: EngineWorld, request: EngineRequest) => void;
  readonly line: (atMs: number, actor: string, what: string, note?: string) => void;
}

const TIME_WIDTH = 10;
const ACTOR_WIDTH = 18;
const MOST_LETTERS = 100;

export function stepLines(print: (text: string) => void): StepLines {
  const statuses: string[] = [];
  const line: StepLines['line'] = (atMs, actor, what, note = '') => {
    const told = `${seconds(atMs).padStart(TIME_WIDTH)}  ${words(actor).padEnd(ACTOR_WIDTH)}  ${visible(what)}`;
    print(`${told}${note === '' ? '' : `  [${visible(note)}]`}\n`);
  };
  /** Of each service whose status is another one than before. */
  const changes = (world: EngineWorld): string =>
    world.model.services
      .flatMap((_service, s) => {
        const now = isThere(world.model, world.row, s) ? statusOf(world, s) : '';
        if (now === (statuses[s] ?? 'unset')) return [];
        statuses[s] = now;
        return now === '' ? [] : [`${world.ledger.service(s).name} ${now}`];
      })
      .join('; ');
  return {
    line,
    step: (world, code) => {
      const { actor, ...step } = describeSwarmStep(asCalled(world), world.row, code);
      return () => line(nowMs(world.row), actor, happening({ actor, ...step }), changes(world));
    },
    write: (world, write) => line(nowMs(world.row), 'client', written(world, write), changes(world)),
    request: (world, { method, path }) => line(nowMs(world.row), 'client', `asks ${method} ${plainly(path)}`),
  };
}

const statusOf = ({ model, row }: EngineWorld, s: number): string => {
  const shown = blankService(model);
  showService(model, row, s, shown);
  return shown.updateState;
};

/** Without the version, and as it reads. */
function plainly(path: string): string {
  const bare = path.replace(/^\/v[\d.]+/, '');
  try {
    return visibleUpTo(decodeURIComponent(bare), MOST_LETTERS);
  } catch {
    return visibleUpTo(bare, MOST_LETTERS);
  }
}

/** Services that clients have created are told by their own names. */
function asCalled({ model, ledger }: EngineWorld): EngineWorld['model'] {
  const services = model.services.map((service, s) => ({ ...service, name: ledger.service(s).name }));
  return { ...model, services };
}

function written({ model, ledger }: EngineWorld, write: EngineWrite): string {
  if (write.does === 'sets-availability') return `sets node ${write.node + 1} to ${write.availability}`;
  const { name } = ledger.service(write.service);
  if (!('spec' in write)) return `${words(write.does)} ${name}`;
  return `${write.does} ${name} with ${model.specs[write.spec]?.name ?? ''}`;
}
