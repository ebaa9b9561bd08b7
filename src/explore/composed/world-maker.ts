import type { Row } from '../../layout/layout.ts';
import type { Tables } from '../part-keys.ts';
import { slack } from '../scheduler.ts';
import { stepList } from '../transition-system.ts';
import { firstOwn, type ComposedSystem } from './composition.ts';
import type { Standings } from './standings.ts';
import type { Stepper } from './stepper.ts';
import { toldOf } from './told.ts';
import { firstStepOf, STEP_WORDS, WORLD } from './world-entry.ts';
import { worldRows } from './world-rows.ts';

/** Makes what a world does next, for whoever keeps it. */
export interface WorldMaker {
  bytes(): number;
  /** No entry is longer. */
  readonly mostWords: number;
  /** Writes a world's entry from there on, with what it shows to those questions (a bit each), but for its tick; where it ends. */
  write(world: number, asked: number, into: Int32Array, at: number): number;
  /** Its tick, to the entry that begins there, */
  writeTick(world: number, into: Int32Array, at: number): void;
  /** and what it shows to one question more. */
  writeSight(world: number, question: number, into: Int32Array, at: number): void;
  /** The world that a watcher makes of it who does that. */
  acted(world: number, act: number): number;
}

/** A world's steps do not depend on who watches: one does who makes nothing of them. */
function unwatched(system: ComposedSystem, stepper: Stepper): Row {
  stepper.first();
  const row = stepper.next.slice();
  system.composition.idle(row);
  return row;
}

export function worldMaker(
  system: ComposedSystem,
  stepper: Stepper,
  tickMs: number,
  tableOf: Tables,
  standings: Standings,
): WorldMaker {
  const { composition } = system;
  const row = unwatched(system, stepper);
  const worlds = worldRows(system, tableOf, row);
  const told = toldOf(system, tableOf);
  const options = stepList();
  const firstStep = firstStepOf(composition);

  const show = (question: number, into: Int32Array, at: number): void => {
    into[at + WORLD.shown + question] = told.shown(row, question, into[at + WORLD.outlook] as number);
  };
  return {
    bytes: () => told.bytes(),
    mostWords: firstStep + STEP_WORDS * options.code.length,
    write(world, asked, into, at) {
      worlds.read(world);
      options.count = 0;
      system.pending(row, options);
      const first = firstOwn(composition, options);
      into.fill(0, at, at + firstStep);
      into[at + WORLD.outlook] = told.outlook(row);
      into[at + WORLD.mayTick] = slack(options, 0, first) < tickMs ? 0 : 1;
      let step = at + firstStep;
      for (let i = 0; i < first; i++) {
        if (options.from[i] !== 0) continue;
        const code = options.code[i] as number;
        stepper.takeTold(row, code);
        const to = worlds.numberOf(stepper.next);
        into[step++] = code;
        into[step++] = told.news(stepper.next);
        into[step++] = to;
        into[step++] = standings.of(to, stepper.next);
      }
      into[at + WORLD.steps] = (step - at - firstStep) / STEP_WORDS;
      for (let left = asked; left !== 0; left &= left - 1) show(31 - Math.clz32(left & -left), into, at);
      return step;
    },
    writeTick(world, into, at) {
      worlds.read(world);
      stepper.tickTold(row);
      into[at + WORLD.tickNews] = told.news(stepper.next);
      into[at + WORLD.tickTo] = worlds.numberOf(stepper.next);
    },
    writeSight(world, question, into, at) {
      worlds.read(world);
      show(question, into, at);
    },
    acted(world, act) {
      worlds.read(world);
      stepper.act(row, act);
      return worlds.numberOf(stepper.next);
    },
  };
}
