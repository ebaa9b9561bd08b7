import { compile, type StepMachine } from '#model/step-machine.js';
import { chart, conditionOf } from './chart.ts';
import { SUBJECTS, type Subject } from './subjects.ts';
import { neverEntered, transitionsOf } from './transitions.ts';

const PREAMBLE = `# Machines

All control of the model, drawn by \`npm run diagrams\` from the machines themselves: change those, never this file. What is drawn
is the table that \`model/step-machine.ts\` reads out of XState's own \`transition()\`, which is also what runs.

An arrow says \`event [guards] / effects\`; \`unless\` stands before a guard that must not hold. An event for which a state has no
arrow is refused: it would be a bug of ours. Guards and effects are functions over the packed world, in the file that wires the
machine. Sources are files of moby/swarmkit; sections are those of \`swarm-semantics.md\`.
`;

/** MACHINES.md. */
export function machinesDocument(): string {
  return [PREAMBLE, ...SUBJECTS.map(section)].join('\n');
}

function section(subject: Subject): string {
  const table = compile(subject.machine);
  const absent = neverEntered(table);
  const sources = subject.sources.map(([file, names]) => `\`${file}\` (${names})`).join('; ');
  return `## ${capitalised(table.id)}

${subject.about}

- Source: ${sources}; semantics ${subject.semantics.join(', ')}
- Defined in [${subject.definedIn}](${subject.definedIn}), wired in [${subject.wiredIn}](${subject.wiredIn})
${absent.length === 0 ? '' : `- Never entered: ${absent.map(code).join(', ')}\n`}
\`\`\`mermaid
${chart(table)}
\`\`\`

${transitionTable(table)}
`;
}

function transitionTable(table: StepMachine): string {
  const rows = transitionsOf(table).map((transition) => [
    code(transition.from),
    code(transition.event),
    conditionOf(transition),
    code(transition.to),
    transition.effects.join(', '),
  ]);
  return markdownTable(['state', 'event', 'guards', 'to', 'effects'], rows);
}

/** Padded as prettier pads it. */
function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

const code = (name: string): string => `\`${name}\``;
const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
