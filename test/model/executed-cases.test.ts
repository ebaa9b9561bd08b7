import { describe, expect, test } from 'vitest';
import type { ExecutedCase } from './executed-cases/executed-case.ts';
import { ROLLED_BACK } from './executed-cases/rolled-back.ts';
import { SUPERSEDED } from './executed-cases/superseded.ts';
import { UPDATES } from './executed-cases/updates.ts';
import { CLUSTER } from './executed-cases/cluster.ts';
import { plays, type Played } from './play.ts';
import { runs, wants } from './seen.ts';
import { between, JITTERY, scenario } from './setup.ts';

/** The executed cases' own timing: only the order of what happens at the same ms is drawn. */
const SCHEDULES = 60;
const JITTERY_SCHEDULES = 100;

const sorted = (words: string): string => words.split(' ').sort().join(' ');

/** What the row speaks of, out of what was played. */
function shown(row: ExecutedCase, played: Played) {
  const { end } = played;
  return {
    lines: played.lines,
    trace: played.trace,
    ...(row.spec === undefined ? {} : { spec: end.spec }),
    ...(row.previousSpec === undefined ? {} : { previousSpec: end.previousSpec }),
    ...(row.runs === undefined ? {} : { runs: sorted(runs(end)) }),
    ...(row.wants === undefined ? {} : { wants: sorted(wants(end)) }),
    ...row.facts?.(played),
  };
}

function expected({ script, trace, spec, previousSpec, runs, wants, expected }: ExecutedCase) {
  return {
    lines: script.length,
    trace,
    ...(spec === undefined ? {} : { spec }),
    ...(previousSpec === undefined ? {} : { previousSpec }),
    ...(runs === undefined ? {} : { runs }),
    ...(wants === undefined ? {} : { wants }),
    ...expected,
  };
}

const ROWS = [...UPDATES, ...SUPERSEDED, ...ROLLED_BACK, ...CLUSTER].map(
  (row) => [`${row.id}: ${row.claim}`, row] as const,
);

describe('what real SwarmKit did, the model does (semantics section 12)', () => {
  test.each(ROWS)('%s', (_claim, row) => {
    const distinct = new Map<string, unknown>();
    for (const played of plays({ scenario: scenario(row.setup), script: row.script }, SCHEDULES)) {
      const facts = shown(row, played);
      distinct.set(JSON.stringify(facts), facts);
    }
    if (row.on === 'some schedule') expect([...distinct.values()]).toContainEqual(expected(row));
    else expect([...distinct.values()]).toEqual([expected(row)]);
  });
});

describe('what every schedule must show, however long goroutines, agents and reports take', () => {
  const rows = ROWS.filter(([, row]) => row.forEver === true);

  test.each(rows)('%s', (_claim, row) => {
    const restless = scenario({ stop: between(10, 30), ...row.setup, timing: JITTERY });
    const shown = plays({ scenario: restless, script: row.script }, JITTERY_SCHEDULES).map(
      ({ trace, lines, end }) => `${trace}, ${end.spec} after ${lines} lines`,
    );
    const { trace, spec, script } = row;
    const claimed = new RegExp(`^${trace}, ${spec ?? '\\w+'} after ${script.length} lines$`);
    expect(new Set(shown.filter((words) => !claimed.test(words)))).toEqual(new Set());
    expect(shown).toHaveLength(JITTERY_SCHEDULES);
  });
});
