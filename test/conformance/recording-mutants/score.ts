// Judges the mutants of a class over all recordings.
import { conform } from '#properties/conformance/conform.js';
import type { Recorded } from '#properties/conformance/recorded.js';
import type { ClassScore } from '../class-score.ts';
import { RECORDINGS, recordingOf } from '../recordings.ts';
import type { RecordingClass } from './classes.ts';
import type { RecordingMutant } from './mutant.ts';

/** `sample`: a fixed part of the mutants, the first of each recording among them. */
export type Extent = 'sample' | 'all';

/** Long recordings have most of the mutants and take the longest to judge: the sample takes fewer of theirs. */
const SIGHTINGS_PER_STRIDE = 100;

function strideOf({ stride }: RecordingClass, { samples }: Recorded, extent: Extent): number {
  const sightings = samples.reduce((sum, { tasks }) => sum + tasks.length, 0);
  return extent === 'all' ? 1 : stride * Math.ceil(sightings / SIGHTINGS_PER_STRIDE);
}

/** Each mutant of the class, and whether it is one of those that are judged. */
function* mutantsOf(kind: RecordingClass, extent: Extent): Generator<RecordingMutant & { readonly isJudged: boolean }> {
  for (const recording of RECORDINGS) {
    const recorded = recordingOf(recording);
    const stride = strideOf(kind, recorded, extent);
    let index = 0;
    for (const { name, ...mutant } of kind.mutate(recorded)) {
      yield { name: `${recording}, ${name}`, ...mutant, isJudged: index++ % stride === 0 };
    }
  }
}

export function scoreRecordingMutants(kind: RecordingClass, extent: Extent): ClassScore {
  let [mutants, all] = [0, 0];
  const survivors: string[] = [];
  for (const { name, recorded, isJudged } of mutantsOf(kind, extent)) {
    all++;
    if (!isJudged) continue;
    mutants++;
    // Undecided is no rejection.
    if (conform(recorded).kind !== 'unexplained') survivors.push(name);
  }
  return { class: kind.name, mutants, killed: mutants - survivors.length, of: all, survivors };
}
