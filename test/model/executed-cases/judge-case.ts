// Whether the model does what a row says. No test runner: changed models are judged by it as well.
import { isDeepStrictEqual } from 'node:util';
import { plays, type Played } from '../play.ts';
import { runs, wants } from '../seen.ts';
import { between, JITTERY, scenario } from '../setup.ts';
import type { ExecutedCase } from './executed-case.ts';

/** The executed cases' own timing: only the order of what happens at the same ms is drawn. */
const SCHEDULES = 60;
const JITTERY_SCHEDULES = 100;

/** Plays the row with its own timing: null, or what differs. */
export function judgeCase(row: ExecutedCase): string | null {
  const shown = plays({ scenario: scenario(row.setup), script: row.script }, SCHEDULES).map((played) =>
    factsOf(row, played),
  );
  const wanted = expectedOf(row);
  const isAsWanted = (facts: unknown): boolean => isDeepStrictEqual(facts, wanted);
  if (row.on === 'some schedule' ? shown.some(isAsWanted) : shown.every(isAsWanted)) return null;
  const others = new Set(shown.filter((facts) => !isAsWanted(facts)).map((facts) => JSON.stringify(facts)));
  return `${[...others].join(' and ')}, not ${JSON.stringify(wanted)}`;
}

/** Plays the row with every goroutine, agent and report taking its time: null, or what differs in trace, spec and lines played. */
export function judgeRestless(row: ExecutedCase): string | null {
  const restless = scenario({ stop: between(10, 30), ...row.setup, timing: JITTERY });
  const { trace, spec, script } = row;
  const claimed = new RegExp(`^${trace}, ${spec ?? '\\w+'} after ${script.length} lines$`);
  const shown = plays({ scenario: restless, script: row.script }, JITTERY_SCHEDULES).map(
    ({ trace, lines, end }) => `${trace}, ${end.spec} after ${lines} lines`,
  );
  const others = new Set(shown.filter((words) => !claimed.test(words)));
  return others.size === 0 ? null : `${[...others].join(' and ')}, not ${claimed.source}`;
}

const sorted = (words: string): string => words.split(' ').sort().join(' ');

/** What the row speaks of, out of what was played. */
function factsOf(row: ExecutedCase, played: Played) {
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

function expectedOf({ script, trace, spec, previousSpec, runs, wants, expected }: ExecutedCase) {
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
