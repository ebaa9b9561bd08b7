// Reads MACHINES.md back, by nothing but its own text.

export interface Drawn {
  readonly from: string;
  readonly event: string;
  readonly held: readonly string[];
  readonly notHeld: readonly string[];
  readonly to: string;
  readonly effects: readonly string[];
}

/** The section under each second-level heading, by the heading in lower case. */
export function sectionsOf(document: string): ReadonlyMap<string, string> {
  const sections = document.split(/^## /m).slice(1);
  return new Map(sections.map((section) => [section.slice(0, section.indexOf('\n')).toLowerCase(), section]));
}

/** What the arrows of a section's diagram say. */
export function arrowsOf(section: string): readonly Drawn[] {
  const diagram = /```mermaid\n(.*?)```/s.exec(section)?.[1] ?? '';
  return [...diagram.matchAll(/^ {2}(\w+) --> (\w+) : (.+)$/gm)].flatMap(([, from = '', to = '', label = '']) =>
    label.split('<br/>').map((line) => {
      const [, event = '', condition = '', effects = ''] = /^(\S+)(?: \[(.+)\])?(?: \/ (.+))?$/.exec(line) ?? [];
      return { from, to, event, ...conditionIn(condition), effects: listIn(effects) };
    }),
  );
}

/** Where the diagram begins. */
export function firstStateOf(section: string): string | undefined {
  return /^ {2}\[\*\] --> (\w+)$/m.exec(section)?.[1];
}

/** What the rows of a section's table say. */
export function rowsOf(section: string): readonly Drawn[] {
  return [...section.matchAll(/^\| `(.+)$/gm)].map(([line]) => {
    const [from = '', event = '', condition = '', to = '', effects = ''] = line
      .split('|')
      .slice(1)
      .map((cell) => cell.trim().replaceAll('`', ''));
    return { from, to, event, ...conditionIn(condition), effects: listIn(effects) };
  });
}

function conditionIn(text: string): Pick<Drawn, 'held' | 'notHeld'> {
  const guards = listIn(text);
  const unless = 'unless ';
  return {
    held: guards.filter((guard) => !guard.startsWith(unless)),
    notHeld: guards.filter((guard) => guard.startsWith(unless)).map((guard) => guard.slice(unless.length)),
  };
}

const listIn = (text: string): readonly string[] => (text === '' ? [] : text.split(', '));
