// What a model is asked: whether it explains what an engine did, and does what executed cases and rules say. Cheap questions first.
import { conform } from '#properties/conformance/conform.js';
import type { Recorded } from '#properties/conformance/recorded.js';
import { EXECUTED_CASES, RULE_CASES } from '../../model/executed-cases/cases.ts';
import { judgeCase, judgeRestless } from '../../model/executed-cases/judge-case.ts';
import { judge as judgeUpstream } from '../upstream/judge.ts';
import { UPSTREAM_CASES } from '../upstream/upstream-cases.ts';

/** A question, and how it is called. The answer is null when the model does as Swarm. */
export interface Question {
  readonly name: string;
  readonly differs: () => string | null;
}

/** A mutant shows itself soon, if at all; the cases' own tests look at more. */
const UPSTREAM_SCHEDULES = 8;

/** Recordings that list more tasks than this, over all samples, come last. */
const LONG = 250;

export function questionsAbout(recordings: readonly Recorded[]): readonly Question[] {
  const cases = [...EXECUTED_CASES, ...RULE_CASES];
  const restless = cases.filter(({ forEver }) => forEver === true);
  const isLong = ({ samples }: Recorded): boolean => samples.reduce((sum, { tasks }) => sum + tasks.length, 0) > LONG;
  return [
    ...recordings.filter((recorded) => !isLong(recorded)).map(explains),
    ...cases.map((row) => ({ name: `case ${row.id}: ${row.claim}`, differs: () => judgeCase(row) })),
    ...UPSTREAM_CASES.map((row) => ({
      name: `upstream ${row.test}`,
      differs: () => judgeUpstream(row, UPSTREAM_SCHEDULES),
    })),
    ...restless.map((row) => ({ name: `restless case ${row.id}: ${row.claim}`, differs: () => judgeRestless(row) })),
    ...recordings.filter(isLong).map(explains),
  ];
}

function explains(recorded: Recorded): Question {
  return {
    name: `recording ${recorded.name}`,
    differs: () => {
      const { kind } = conform(recorded);
      return kind === 'explained' ? null : kind;
    },
  };
}
