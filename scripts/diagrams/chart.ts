import type { StepMachine } from '#model/step-machine.js';
import { neverEntered, transitionsOf, type Transition } from './transitions.ts';

/** A machine as the text of a Mermaid state diagram: one arrow for each pair of states, one line of its label for each transition. */
export function chart(table: StepMachine): string {
  const transitions = transitionsOf(table);
  const left = new Set(transitions.map(({ from }) => from));
  const absent = neverEntered(table);
  const ends = table.states.filter((state) => !left.has(state) && !absent.includes(state));
  return [
    'stateDiagram-v2',
    `  [*] --> ${table.states[0] ?? ''}`,
    ...arrows(transitions),
    ...ends.map((state) => `  ${state} --> [*]`),
  ].join('\n');
}

function arrows(transitions: readonly Transition[]): readonly string[] {
  const labels = new Map<string, string[]>();
  for (const transition of transitions) {
    const arrow = `${transition.from} --> ${transition.to}`;
    labels.set(arrow, [...(labels.get(arrow) ?? []), label(transition)]);
  }
  return [...labels].map(([arrow, lines]) => `  ${arrow} : ${lines.join('<br/>')}`);
}

/** `event [guards] / effects`, the notation of UML. */
function label(transition: Transition): string {
  const { event, effects } = transition;
  const condition = conditionOf(transition);
  const text = `${event}${condition === '' ? '' : ` [${condition}]`}${effects.length === 0 ? '' : ` / ${effects.join(', ')}`}`;
  if (/[:;#<>]/.test(text)) throw new Error(`Mermaid would misread "${text}": name it without : ; # < >`);
  return text;
}

/** Guards that hold, then those that do not. */
export function conditionOf({ held, notHeld }: Transition): string {
  return [...held, ...notHeld.map((guard) => `unless ${guard}`)].join(', ');
}
