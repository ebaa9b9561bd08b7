import type { RecordLayout, Row } from '../layout/layout.ts';
import { get, record, set } from '../layout/layout.ts';
import type { Judge, Verdict } from './judge.ts';
import { forget, joined } from './memory.ts';
import type { Advance, Stage } from './stage.ts';
import { PASS } from './verdicts.ts';

const CURSOR = record({ stage: 'code' });

/** Stages one after the other as one judge, which passes when the last of them hands over. */
export function chain(stages: readonly Stage[]): Judge {
  const regions = stages.map((stage, index) => [`stage${index}`, stage.memory] as const);
  const parts: Readonly<Record<string, RecordLayout>> = { cursor: CURSOR, ...Object.fromEntries(regions) };
  const { memory, base } = joined(parts);
  const bases = regions.map(([region]) => base[region] as number);

  const current = (row: Row, at: number): Stage => stages[get(row, at)] as Stage;
  const memoryAt = (row: Row, at: number): number => at + (bases[get(row, at)] as number);

  function advance(row: Row, at: number, how: Advance, atMs: number): Verdict | null {
    if (how === 'go on') return null;
    if (how !== 'next stage') return how;
    forget(current(row, at).memory, row, memoryAt(row, at));
    const next = get(row, at) + 1;
    if (next === stages.length) return PASS;
    set(row, at, next);
    current(row, at).enter?.(row, memoryAt(row, at), atMs);
    return null;
  }

  return {
    memory,
    question: (row, at) => current(row, at).question(row, memoryAt(row, at)),
    judge(row, at, answer) {
      if (answer.read === 'error') return { verdict: 'error', message: answer.message };
      return advance(row, at, current(row, at).judge(row, memoryAt(row, at), answer), answer.answeredMs);
    },
    resume: (row, at, atMs) => advance(row, at, current(row, at).resume(row, memoryAt(row, at), atMs), atMs),
  };
}
