import { expect, test } from 'vitest';
import { PLAIN } from '#src/report/columns.js';
import { traceTable } from '#src/report/trace-table.js';
import { schedule, step } from './samples.ts';

test('a trace is aligned columns; status, stamp and running tasks are spelled out where they change', () => {
  expect(traceTable(schedule, PLAIN).join('\n')).toBe(
    `
  time  actor        what happens                    status            stamp  running         what the rule saw → concluded
0.000s  operator     deploys head, fate good         unset             head   base 1
0.120s  watcher      inspects app                    ·                 ·      ·               unset → goes on to health
0.160s  watcher      asks for health                 ·                 ·      ·               an answer → goes on to inspect
0.200s  watcher      inspects app                    ·                 ·      ·               unset, stamp head → pass
0.210s  updater      starts                          updating          ·      ·
2.400s  agent        has started task t2 (head)      ·                 ·      base 1, head 1
5.000s  host memory  kills task t2, demand 5120 MB   ·                 ·      ·
5.250s  agent        reports task t2 (head): failed  ·                 ·      base 1
5.300s  updater      reads failure                   rollback_started  base   ·
`.replace(/^\n|\n$/g, ''),
  );
});

test('durations among the arguments are spelled out', () => {
  const lines = traceTable([step(61_500, 'updater', 'waits', ['updating', 'head', ''], { delayMs: 10_000 })], PLAIN);
  expect(lines[1]).toBe('61.500s  updater  waits delay 10 s  updating  head');
});

test('a verdict that another step brings is shown there', () => {
  const deploy = step(0, 'operator', 'deploys', ['unset', 'head', '', 'pass']);
  expect(traceTable([deploy, deploy], PLAIN).map((line) => line.trimEnd().endsWith('pass'))).toEqual([
    false,
    true,
    false,
  ]);
});
