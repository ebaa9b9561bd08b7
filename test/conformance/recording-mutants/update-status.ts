// Mutants of what the service object says.
import type { Recorded, SampleRecorded } from '#properties/conformance/recorded.js';
import { UPDATE_STATES } from '#model/vocabulary.js';
import { between, rightAfter, unlessEqual, withSamples, withService, type RecordingMutant } from './mutant.ts';

const isRollingBack = ({ service }: SampleRecorded): boolean => service.updateState.startsWith('rollback');

/** An update is never said to be under way: each in turn. */
export function* dropUpdating(recorded: Recorded): Generator<RecordingMutant> {
  const { samples } = recorded;
  const isUpdating = (at: number): boolean => samples[at]?.service.updateState === 'updating';
  for (let begin = 0; begin < samples.length; begin++) {
    if (!isUpdating(begin) || isUpdating(begin - 1)) continue;
    let end = begin;
    while (isUpdating(end)) end++;
    yield {
      name: `samples ${begin} to ${end - 1}: updating as unset`,
      recorded: withSamples(recorded, (sample, at) =>
        at >= begin && at < end ? withService(sample, { updateState: 'unset' }) : sample,
      ),
    };
  }
}

/** After a rollback the stamp of what was rolled back is still there. */
export function* keepStamp(recorded: Recorded): Generator<RecordingMutant> {
  const before = lastBeforeRollback(recorded);
  if (before === undefined) return;
  const { stamp } = before.service.spec;
  yield* unlessEqual(recorded, [
    {
      name: `stamp ${String(stamp)} after the rollback`,
      recorded: withSamples(recorded, (sample) =>
        isRollingBack(sample) ? withService(sample, { spec: { ...sample.service.spec, stamp } }) : sample,
      ),
    },
  ]);
}

/** A rollback is said to be a pause: the specs stay what they were before it. */
export function* pauseForRollback(recorded: Recorded): Generator<RecordingMutant> {
  const before = lastBeforeRollback(recorded);
  if (before === undefined) return;
  const { spec, previous } = before.service;
  yield {
    name: 'paused, not rolled back',
    recorded: withSamples(recorded, (sample) =>
      isRollingBack(sample) ? withService(sample, { updateState: 'paused', spec, previous }) : sample,
    ),
  };
}

/** The last sample before the status first speaks of a rollback. */
function lastBeforeRollback({ samples }: Recorded): SampleRecorded | undefined {
  const first = samples.findIndex(isRollingBack);
  return first > 0 ? samples[first - 1] : undefined;
}

/** Between two samples that show one version of the service, one shows another update state: it was written twice more. */
export function* flickeringStatus(recorded: Recorded): Generator<RecordingMutant> {
  const { samples } = recorded;
  for (const [at, { service }] of samples.entries()) {
    const { version } = service;
    if (samples[at - 1]?.service.version !== version || samples[at + 1]?.service.version !== version) continue;
    for (const updateState of UPDATE_STATES) {
      if (updateState === service.updateState) continue;
      yield {
        name: `sample ${at}: ${service.updateState} as ${updateState}, and back`,
        recorded: withSamples(recorded, (sample, i) => {
          if (i < at || sample.service.version !== version) return sample;
          if (i > at) return withService(sample, { version: rightAfter(version) });
          return withService(sample, { updateState, version: between(version) });
        }),
      };
    }
  }
}

/** Every sample that shows one version of the service shows another update state. */
export function* relabelStatus(recorded: Recorded): Generator<RecordingMutant> {
  for (const [version, { service }] of new Map(recorded.samples.map((sample) => [sample.service.version, sample]))) {
    for (const updateState of UPDATE_STATES) {
      if (updateState === service.updateState) continue;
      yield {
        name: `version ${version}: ${service.updateState} as ${updateState}`,
        recorded: withSamples(recorded, (sample) =>
          sample.service.version === version ? withService(sample, { updateState }) : sample,
        ),
      };
    }
  }
}
