import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { AnyStateMachine } from 'xstate';
import { delayedStart } from '#model/machines/delayed-start.js';
import { taskLife } from '#model/machines/task-life.js';
import { updateStatus } from '#model/machines/update-status.js';
import { updater } from '#model/machines/updater.js';
import { worker } from '#model/machines/worker.js';
import { ask, combinations } from '#model/step-machine.js';
import { arrowsOf, firstStateOf, rowsOf, sectionsOf, type Drawn } from './drawn.ts';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const document = readFileSync(at('MACHINES.md'), 'utf8');
const machines: readonly AnyStateMachine[] = [taskLife, updateStatus, updater, worker, delayedStart];

/** Where a drawing and XState itself part, over every state, event and combination of guards. */
function differences(machine: AnyStateMachine, drawn: readonly Drawn[]): readonly string[] {
  const guards = combinations(Object.keys(machine.implementations.guards));
  const states = Object.keys(machine.states);
  const events = machine.events.map(String);
  const unknown = drawn.filter(({ from, event }) => !states.includes(from) || !events.includes(event));
  const wrong = states.flatMap((from) =>
    events.flatMap((event) =>
      guards.flatMap((holds) => {
        const found = drawn.filter((each) => each.from === from && each.event === event && applies(each, holds));
        const answer = ask(machine, from, event, holds);
        const expected = JSON.stringify(answer === null ? [] : [answer]);
        const actual = JSON.stringify(found.map(({ to, effects }) => ({ target: to, effects })));
        return actual === expected ? [] : [`${from}, ${event} [${holds.join()}]: ${actual} is drawn, not ${expected}`];
      }),
    ),
  );
  return [...unknown.map(({ from, event }) => `${from} knows no ${event}`), ...wrong];
}

function applies({ held, notHeld }: Drawn, holds: readonly string[]): boolean {
  return held.every((guard) => holds.includes(guard)) && !notHeld.some((guard) => holds.includes(guard));
}

const sectionOf = (machine: AnyStateMachine): string => sectionsOf(document).get(machine.id) ?? '';

describe('MACHINES.md', () => {
  test('is what `npm run diagrams` writes', () => {
    const options = ['--import', 'tsx', '--conditions=source', 'scripts/diagrams.ts', '--print'];
    const written = execFileSync(process.execPath, options, { cwd: at('.'), encoding: 'utf8' });
    expect(document === written, 'MACHINES.md is out of date: npm run diagrams').toBe(true);
  });

  test('draws every machine of the model, and cites its source', () => {
    const files = readdirSync(at('model/machines')).filter((name) => name !== 'asked.ts');
    const sections = [...sectionsOf(document).values()];
    expect(sections.length).toBe(files.length);
    for (const file of files) expect(document).toContain(`[model/machines/${file}](model/machines/${file})`);
    for (const section of sections) expect(section).toMatch(/^- Source: `\S+\.(go|md)` .*; semantics \d+\.\d+/m);
  });

  test.each(machines.map((machine) => [machine.id, machine] as const))(
    'has an arrow and a row for every transition of the machine "%s", and no other',
    (_, machine) => {
      const section = sectionOf(machine);
      expect(firstStateOf(section)).toBe(machine.config.initial);
      expect(differences(machine, arrowsOf(section))).toEqual([]);
      expect(differences(machine, rowsOf(section))).toEqual([]);
    },
  );

  test.each(machines.map((machine) => [machine.id, machine] as const))(
    'is refused when any one transition of "%s" is missing, or leads elsewhere',
    (_, machine) => {
      const arrows = arrowsOf(sectionOf(machine));
      expect(arrows.length).toBeGreaterThan(0);
      for (const [i, arrow] of arrows.entries()) {
        expect(differences(machine, arrows.toSpliced(i, 1))).not.toEqual([]);
        expect(differences(machine, arrows.with(i, { ...arrow, to: 'elsewhere' }))).not.toEqual([]);
        expect(differences(machine, [...arrows, { ...arrow, event: 'nobody.asks' }])).not.toEqual([]);
      }
    },
  );
});
