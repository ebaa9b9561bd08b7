import { afterAll, describe, expect, test } from 'vitest';
import { scoreTable, shareKilled, total, weightedShare, type ClassScore } from './class-score.ts';
import { RECORDING_CLASSES } from './recording-mutants/classes.ts';
import { scoreRecordingMutants } from './recording-mutants/score.ts';
import { RECORDINGS, recordingOf } from './recordings.ts';

/** Of what the meaning-changing classes say, so much must be found out. */
const LEAST_SHARE = 0.95;

describe('nothing explains what a real engine did not do', () => {
  const meaning: ClassScore[] = [];
  const possible: ClassScore[] = [];
  const relabelled: ClassScore[] = [];

  test.each(RECORDING_CLASSES)('$name', (kind) => {
    const score = scoreRecordingMutants(kind, 'sample');
    (kind.changesMeaning ? meaning : possible).push(score);
    if (kind.relabels === true) relabelled.push(score);
    expect(score.mutants).toBeGreaterThan(20);
    if (kind.changesMeaning) expect(shareKilled(score)).toBeGreaterThanOrEqual(LEAST_SHARE);
  });

  test('of all meaning-changing mutants, 95 in 100', () => {
    expect(shareKilled(total(meaning, ''))).toBeGreaterThanOrEqual(LEAST_SHARE);
  });

  test('and so with those that relabel within the order of states, each class counted by its size', () => {
    expect(weightedShare([...meaning, ...relabelled])).toBeGreaterThanOrEqual(LEAST_SHARE);
  });

  test('every recording has mutants that change its meaning', () => {
    const mutated = RECORDINGS.filter((name) =>
      RECORDING_CLASSES.some(({ changesMeaning, mutate }) => changesMeaning && !mutate(recordingOf(name)).next().done),
    );
    expect(mutated).toEqual(RECORDINGS);
  });

  afterAll(() => {
    const rows = [...meaning, total(meaning, '**all that change the meaning**'), ...possible];
    const share = (100 * weightedShare([...meaning, ...relabelled])).toFixed(1);
    console.log(`Mutants of recordings, a sample\n\n${scoreTable(rows)}\n`);
    console.log(`Relabelled and meaning-changing, each class counted by its size: ${share} %\n`);
  });
});
