import type { ComposedSystem } from '#src/explore/composed/composition.js';
import { offer, UNFORCED, type JudgedSystem } from '#src/explore/transition-system.js';
import { get, set } from '#src/layout/layout.js';

/** The world's words: what the lamp shows, how long it has, whether it is off. Behind them its keeper's: what it saw last, how often it saw another, how often it was rung for. */
const AT = { colour: 0, age: 1, off: 2, saw: 3, changes: 4, rings: 5 } as const;
const STEP = { turns: 0, rings: 1, looks: 2 } as const;
const WORLD_SIZE = 3;

const COLOURS = 3;
const LONGEST = 2;
const PATIENCE = 4;

interface LampOptions {
  /** Time passes between two turns, and its keeper looks only when there is something new, and goes when it has rung often enough: nothing goes round. */
  readonly calm?: boolean;
}

/** A lamp that turns from colour to colour, and rings at the last one. Its keeper looks, counts, and puts it out at last. */
export function lamp({ calm = false }: LampOptions = {}): ComposedSystem {
  const system: JudgedSystem = {
    name: 'lamp',
    stride: 6,
    parts: [
      { start: 0, size: WORLD_SIZE, type: 0 },
      { start: WORLD_SIZE, size: 3, type: 1 },
    ],
    actors: 2,
    codes: 3,
    maxSteps: 100,
    telling: Int32Array.from(Object.values(AT)),
    initial: (row) => row.fill(0),
    pending(row, into) {
      into.count = 0;
      const left = LONGEST - get(row, AT.age);
      if (get(row, AT.off) === 0) offer(into, STEP.turns, 0, calm ? 1 - get(row, AT.age) : 0, left);
      if (get(row, AT.off) === 0 && get(row, AT.colour) === COLOURS - 1) offer(into, STEP.rings, 0, 0, UNFORCED);
      const isNew = get(row, AT.saw) !== get(row, AT.colour);
      if (get(row, AT.changes) < PATIENCE && (isNew || !calm)) offer(into, STEP.looks, 1, 0, UNFORCED);
    },
    advance(row, ms) {
      set(row, AT.age, Math.min(LONGEST, get(row, AT.age) + ms));
    },
    take(row, step) {
      const add = (at: number): void => {
        set(row, at, Math.min(PATIENCE, get(row, at) + 1));
      };
      if (step === STEP.turns) {
        set(row, AT.colour, (get(row, AT.colour) + 1) % COLOURS);
        set(row, AT.age, 0);
      } else if (step === STEP.rings) add(AT.rings);
      else if (get(row, AT.saw) !== get(row, AT.colour)) {
        set(row, AT.saw, get(row, AT.colour));
        add(AT.changes);
        if (get(row, AT.changes) === PATIENCE) set(row, AT.off, 1);
      }
    },
    canonical: () => undefined,
    describe: (_row, step) => ({ actor: step === STEP.looks ? 'keeper' : 'lamp', does: 'goes on', with: {} }),
    finished: (row) =>
      (get(row, AT.off) !== 0 && get(row, AT.age) === LONGEST) || (calm && get(row, AT.rings) === PATIENCE),
    outcome: (row) => ({ kind: get(row, AT.rings) > 0 ? 'heard' : 'silent', verdict: '', facts: {} }),
    situation: (row) => get(row, AT.colour),
    glance: () => ({}),
    milestones: () => 0,
  };
  const news = { rang: 0 };
  return {
    ...system,
    composition: {
      worldSize: WORLD_SIZE,
      watcherFrom: STEP.looks,
      news: {
        size: 1,
        begin(row) {
          news.rang = get(row, AT.rings);
        },
        note(row) {
          news.rang = get(row, AT.rings) - news.rang;
        },
        end(_row, into) {
          into[0] = news.rang;
          return true;
        },
      },
      idle: () => undefined,
      questions: 1,
      question: () => 0,
      shownSize: 1,
      show(row, _question, into) {
        into[0] = get(row, AT.colour);
      },
      outlookSize: 1,
      lookOut: (_row, into) => into.fill(0),
      standingSize: 3,
      stand(row, into) {
        into[0] = get(row, AT.off);
        into[1] = get(row, AT.age);
        into[2] = get(row, AT.colour);
      },
      acts: 2,
      actOf: (before, after) => (get(before, AT.off) === get(after, AT.off) ? 0 : 1),
      act(row) {
        set(row, AT.off, 1);
      },
    },
  };
}
