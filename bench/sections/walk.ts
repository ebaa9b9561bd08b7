import type { Asked } from '#model/machines/asked.js';
import type { StepMachine } from '#model/step-machine.js';
import type { Prng } from '#src/explore/prng.js';

/** What a machine does in this state on this event under these guards: in XState's words, and in the table's codes. */
export interface Question {
  readonly state: string;
  readonly event: Asked;
  readonly stateCode: number;
  readonly eventCode: number;
}

interface Move {
  readonly question: Question;
  readonly target: number;
}

/** So many questions along a random path through the machine, from its first state; begun again wherever it ends. */
export function walk(table: StepMachine, random: Prng, length: number): readonly Question[] {
  const moves = table.states.map((_, state) => movesFrom(table, state));
  let at = 0;
  return Array.from({ length }, () => {
    const open = moves[at]?.length ? moves[at] : moves[0];
    const move = open?.[random.below(open.length)];
    if (move === undefined) throw new Error(`invariant broken: ${table.id} cannot leave its first state`);
    at = move.target;
    return move.question;
  });
}

/** Every event that the state knows, under every combination of the guards that it then asks. */
function movesFrom(table: StepMachine, state: number): readonly Move[] {
  return table.events.flatMap((type, event) => {
    const cell = table.cells[state * table.events.length + event];
    return (cell?.outcomes ?? []).flatMap((outcome, combination) => {
      if (outcome === null) return [];
      const holds = cell?.guards.filter((_, bit) => combination & (1 << bit)) ?? [];
      const question = {
        state: String(table.states[state]),
        event: { type, holds },
        stateCode: state,
        eventCode: event,
      };
      return [{ question, target: outcome.target }];
    });
  });
}
