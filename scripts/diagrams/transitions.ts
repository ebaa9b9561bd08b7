import type { Cell, CellOutcome, StepMachine } from '#model/step-machine.js';

/** One way from a state on an event: where it leads and what it does, when these guards hold and those do not. */
export interface Transition {
  readonly from: string;
  readonly event: string;
  readonly held: readonly string[];
  readonly notHeld: readonly string[];
  readonly to: string;
  readonly effects: readonly string[];
}

/** All that a machine can do, in the order of its table. Guards that make no difference are left out. */
export function transitionsOf(table: StepMachine): readonly Transition[] {
  return table.states.flatMap((from, state) =>
    table.events.flatMap((event, column) =>
      casesOf(table.cells[state * table.events.length + column] ?? null).map(({ held, notHeld, outcome }) => {
        const to = table.states[outcome.target] ?? '';
        return { from, event, held, notHeld, to, effects: outcome.effects };
      }),
    ),
  );
}

/** States that no path from the first one reaches. */
export function neverEntered(table: StepMachine): readonly string[] {
  const transitions = transitionsOf(table);
  const entered = new Set(table.states.slice(0, 1));
  // A set grows while it is walked.
  for (const state of entered) for (const { from, to } of transitions) if (from === state) entered.add(to);
  return table.states.filter((state) => !entered.has(state));
}

interface Case {
  readonly held: readonly string[];
  readonly notHeld: readonly string[];
  readonly outcome: CellOutcome;
}

function casesOf(cell: Cell | null): readonly Case[] {
  return cell === null ? [] : decide(cell.guards, cell.outcomes);
}

/** Splits by one guard after the other, where it makes a difference. The first guard is the lowest bit of an outcome's index. */
function decide(guards: readonly string[], outcomes: readonly (CellOutcome | null)[]): readonly Case[] {
  const [guard, ...others] = guards;
  if (guard === undefined) {
    const [outcome] = outcomes;
    return outcome === null || outcome === undefined ? [] : [{ held: [], notHeld: [], outcome }];
  }
  const unheld = outcomes.filter((_, combination) => combination % 2 === 0);
  const held = outcomes.filter((_, combination) => combination % 2 === 1);
  if (JSON.stringify(unheld) === JSON.stringify(held)) return decide(others, held);
  return [
    ...decide(others, held).map((each) => ({ ...each, held: [guard, ...each.held] })),
    ...decide(others, unheld).map((each) => ({ ...each, notHeld: [guard, ...each.notHeld] })),
  ];
}
