// Prints what holds the model to SwarmKit's semantics, section by section: npm run fidelity [-- --summary]. It plays every case and recording that it
// counts, so a number is of those that pass now; it exits 1 when one does not.
import { join } from 'node:path';
import { conform } from '#properties/conformance/conform.js';
import { RECORDINGS, recordingOf } from '../recordings.ts';
import { judge } from '../upstream/judge.ts';
import { SIMPLIFIED_ROWS, UPSTREAM_CASES } from '../upstream/upstream-cases.ts';
import { EXECUTED_CASES, RULE_CASES } from '../../model/executed-cases/cases.ts';
import { judgeCase } from '../../model/executed-cases/judge-case.ts';
import { fidelitySummary, fidelityTable, type Held } from './table.ts';
import { sectionsShownBy } from './shown-by.ts';
import { simplifications } from './simplifications.ts';

const failures: string[] = [];
const passes = (name: string, differs: string | null): boolean => {
  if (differs !== null) failures.push(`${name}: ${differs}`);
  return differs === null;
};

const recordings = RECORDINGS.map((name) => {
  const recorded = recordingOf(name);
  const { kind } = conform(recorded);
  return { name, sections: sectionsShownBy(recorded), passes: passes(name, kind === 'explained' ? null : kind) };
});
const held: Held = {
  executed: [...EXECUTED_CASES, ...RULE_CASES].map((row) => ({ name: row.id, passes: passes(row.id, judgeCase(row)) })),
  upstream: UPSTREAM_CASES.map((row) => ({ name: row.test, source: row.source, passes: passes(row.test, judge(row)) })),
  leftOut: SIMPLIFIED_ROWS,
  recordings,
  simplifications: simplifications(join(import.meta.dirname, '../../..')),
};
console.log(process.argv.includes('--summary') ? fidelitySummary(held) : fidelityTable(held));
for (const failure of failures) console.error(failure);
if (failures.length > 0) process.exitCode = 1;
