// Prints how well model and conformance check tell what a real engine did from what it did not: two tables, and what got past them.
// Usage: npm run conformance [-- --sample] [--killers]
// --sample judges as many mutants of recordings as the tests do; --killers notes what found each mutant of the model out.
import { scoreTable, total, type ClassScore } from './class-score.ts';
import { judgeMutants, rememberKillers, scoresOf } from './model-mutants/judge-mutants.ts';
import { MODEL_MUTANTS } from './model-mutants/mutants.ts';
import { RECORDING_CLASSES } from './recording-mutants/classes.ts';
import { scoreRecordingMutants } from './recording-mutants/score.ts';

const extent = process.argv.includes('--sample') ? 'sample' : 'all';

function print(title: string, scores: readonly ClassScore[]): void {
  console.log(`## ${title}\n\n${scoreTable(scores)}\n`);
  for (const { class: name, survivors } of scores) {
    for (const survivor of survivors) console.error(`survives, ${name}: ${survivor}`);
  }
}

async function printModelMutants(): Promise<void> {
  const judged = await judgeMutants(MODEL_MUTANTS);
  if (process.argv.includes('--killers')) rememberKillers(judged);
  const scores = scoresOf(MODEL_MUTANTS, judged);
  const all = { ...total(scores, '**all**'), survivors: [] };
  print('Mutants of the model', [...scores, all]);
  for (const { mutant, killer } of judged) {
    if ((killer === null) !== (mutant.survives !== undefined)) {
      console.error(`not as its data say: ${mutant.rule} ${mutant.name}, ${killer ?? 'survives'}`);
      process.exitCode = 1;
    }
  }
}

function printRecordingMutants(): void {
  const scored = RECORDING_CLASSES.map((kind) => ({ kind, score: scoreRecordingMutants(kind, extent) }));
  const scores = (changesMeaning: boolean): readonly ClassScore[] =>
    scored.filter(({ kind }) => kind.changesMeaning === changesMeaning).map(({ score }) => score);
  const all = { ...total(scores(true), '**all that change the meaning**'), survivors: [] };
  const possible = scores(false).map((score) => ({ ...score, survivors: [] }));
  print('Mutants of recordings', [...scores(true), all, ...possible]);
}

await printModelMutants();
printRecordingMutants();
