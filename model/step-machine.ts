import { transition, type AnyStateMachine } from 'xstate';
import type { Asked } from './machines/asked.ts';

/** What a machine does in one state on one event, for each combination of the guards it then asks. */
export interface Cell {
  readonly guards: readonly string[];
  /** Indexed by the combination: bit i is guard i. Null: XState refuses the event under that combination. */
  readonly outcomes: readonly (CellOutcome | null)[];
}
export interface CellOutcome {
  readonly target: number;
  readonly effects: readonly string[];
}

/** A machine as a table: read out of XState's own `transition()` once, so XState stays the one definition of control. */
export interface StepMachine {
  readonly id: string;
  readonly states: readonly string[];
  readonly events: readonly string[];
  /** Row-major, state by event; null where the state does not know the event. */
  readonly cells: readonly (Cell | null)[];
}

export function compile(machine: AnyStateMachine): StepMachine {
  const states = Object.keys(machine.states);
  const events = (machine.events as readonly string[]).filter((event) => event !== '*').sort();
  const guards = Object.keys(machine.implementations.guards);
  const cells = states.flatMap((state) =>
    events.map((event) => (knows(machine, state, event) ? cellOf(machine, states, state, event, guards) : null)),
  );
  return { id: machine.id, states, events, cells };
}

/** Whether a state, or the machine itself, has a transition for an event: there are four times as many that need not be asked about. */
function knows(machine: AnyStateMachine, state: string, event: string): boolean {
  const own = [machine.root, machine.states[state]].flatMap((node) => (node?.ownEvents ?? []) as readonly string[]);
  return own.includes(event) || own.includes('*');
}

/** Asks XState what it does; an event that it would ignore is refused. */
export function ask(machine: AnyStateMachine, state: string, event: string, holds: readonly string[]) {
  const asked: Asked = { type: event, holds };
  const from = machine.resolveState({ value: state, context: {} });
  if (!from.can(asked)) return null;
  const [next, actions] = transition(machine, from, asked);
  return { target: String(next.value), effects: actions.map((action) => action.type) };
}

function cellOf(
  machine: AnyStateMachine,
  states: readonly string[],
  state: string,
  event: string,
  all: readonly string[],
) {
  const answers = combinations(all).map((holds) => ask(machine, state, event, holds));
  const bits = all.map((_guard, bit) => bit).filter((bit) => matters(answers, bit));
  const outcomes = combinations(bits).map((held) => {
    const answer = answers[held.reduce((mask, bit) => mask | (1 << bit), 0)] ?? null;
    return answer && { target: states.indexOf(answer.target), effects: answer.effects };
  });
  const guards = all.filter((_guard, bit) => bits.includes(bit));
  return outcomes.some((outcome) => outcome !== null) ? { guards, outcomes } : null;
}

/** Whether some combination of the other guards gives another answer when this one flips. */
function matters(answers: readonly unknown[], bit: number): boolean {
  return answers.some((answer, mask) => JSON.stringify(answer) !== JSON.stringify(answers[mask ^ (1 << bit)]));
}

/** All subsets, in the order of their bit masks. */
export function combinations<T>(names: readonly T[]): T[][] {
  return Array.from({ length: 1 << names.length }, (_, mask) => names.filter((_name, bit) => mask & (1 << bit)));
}

/** A machine wired to a packed world: subjects are numbers, their states are words of the row. */
export interface Wiring<Context, Row> {
  readonly guards: Readonly<Record<string, (context: Context, row: Row, subject: number) => boolean>>;
  readonly effects: Readonly<Record<string, (context: Context, row: Row, subject: number) => void>>;
  readonly read: (context: Context, row: Row, subject: number) => number;
  readonly write: (context: Context, row: Row, subject: number, state: number) => void;
}

export interface WiredMachine<Context, Row> {
  readonly table: StepMachine;
  /** Moves the subject and runs the effects. Throws when the table has no such transition: nothing is silently ignored. */
  readonly fire: (context: Context, row: Row, subject: number, event: number) => void;
}

/** The position of a name in a table's list; a name that it lacks is our bug. */
export function codeIn(list: readonly string[], name: string): number {
  const index = list.indexOf(name);
  if (index < 0) throw new Error(`invariant broken: no "${name}" among ${list.join(', ')}`);
  return index;
}

export function wire<Context, Row>(machine: AnyStateMachine, wiring: Wiring<Context, Row>): WiredMachine<Context, Row> {
  const table = compile(machine);
  const named = <Found>(from: Readonly<Record<string, Found>>, name: string): Found => {
    const found = from[name];
    if (found === undefined) throw new Error(`invariant broken: ${table.id} is not wired for "${name}"`);
    return found;
  };
  const cells = table.cells.map(
    (cell) =>
      cell && {
        guards: cell.guards.map((name) => named(wiring.guards, name)),
        outcomes: cell.outcomes.map(
          (outcome) =>
            outcome && { target: outcome.target, effects: outcome.effects.map((name) => named(wiring.effects, name)) },
        ),
      },
  );
  const width = table.events.length;
  const fire = (context: Context, row: Row, subject: number, event: number): void => {
    const from = wiring.read(context, row, subject);
    const cell = cells[from * width + event];
    let combination = 0;
    if (cell) {
      for (let i = 0; i < cell.guards.length; i++) {
        if (cell.guards[i]?.(context, row, subject)) combination |= 1 << i;
      }
    }
    const outcome = cell?.outcomes[combination];
    if (!outcome) {
      const words = `${String(table.states[from])} refuses ${String(table.events[event])}`;
      throw new Error(`invariant broken: ${table.id} in ${words}`);
    }
    wiring.write(context, row, subject, outcome.target);
    for (const effect of outcome.effects) effect(context, row, subject);
  };
  return { table, fire };
}
