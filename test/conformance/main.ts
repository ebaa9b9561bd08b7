// Prints how well the model and the conformance check tell what a real engine did from what it did not. Usage: npm run conformance [-- --sample]
import { scoreTable, total } from './class-score.ts';
import { RECORDING_CLASSES } from './recording-mutants/classes.ts';
import { scoreRecordingMutants } from './recording-mutants/score.ts';

const extent = process.argv.includes('--sample') ? 'sample' : 'all';
const scores = RECORDING_CLASSES.map((kind) => {
  const score = scoreRecordingMutants(kind, extent);
  for (const survivor of score.survivors) console.error(`${kind.name}: ${survivor} survives`);
  return { ...score, changesMeaning: kind.changesMeaning };
});
const meaning = scores.filter(({ changesMeaning }) => changesMeaning);
const possible = scores.filter(({ changesMeaning }) => !changesMeaning);
console.log('Mutants of recordings\n');
console.log(scoreTable([...meaning, total(meaning, '**all that change the meaning**'), ...possible]));
