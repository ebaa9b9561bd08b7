import type { Recorded, SampleRecorded } from '#properties/conformance/recorded.js';

/** Which sections of the semantics a recording shows at work: told by what is in it, not by its name. */
export function sectionsShownBy(recorded: Recorded): readonly string[] {
  return Object.entries(SHOWS).flatMap(([section, isShown]) => (isShown(recorded) ? [section] : []));
}

const SHOWS: Readonly<Record<string, (recorded: Recorded) => boolean>> = {
  '2': () => true,
  '3': ({ samples }) => jumps(samples),
  '4.1': () => true,
  '4.3': ({ actions }) => actions.length > 1,
  '5': ({ labelOnly, actions }) => labelOnly || actions.some(({ does }) => does === 'label' || does === 'identical'),
  '6.1': ({ samples }) => ends(samples, 'completed'),
  '6.2': ({ samples }) => wasUpdating(samples),
  '6.3': ({ samples }) => wasUpdating(samples),
  '6.4': ({ samples }) => twins(samples),
  '6.5': ({ samples }) => wasUpdating(samples) && failed(samples),
  '6.6': ({ samples }) => ends(samples, 'paused') || ends(samples, 'rollback_started'),
  '6.7': ({ samples }) => wasUpdating(samples),
  '6.8': ({ samples }) => wasUpdating(samples),
  '6.9': ({ actions }) => actions.length > 1,
  '7': ({ samples }) => failed(samples),
  '8.1': ({ samples }) => wasUpdating(samples),
  '8.2': ({ healthcheck }) => healthcheck !== null,
  '8.3': ({ samples }) => samples.some(({ tasks }) => tasks.some(({ state }) => state === 'shutdown')),
  '8.4': ({ name }) => name.includes('oom'),
  '8.5': ({ containers }) => Object.values(containers).some(({ reservationMb }) => reservationMb > 0),
};

const ends = (samples: readonly SampleRecorded[], state: string): boolean =>
  samples.some(({ service }) => service.updateState === state);
const wasUpdating = (samples: readonly SampleRecorded[]): boolean => ends(samples, 'updating');
const failed = (samples: readonly SampleRecorded[]): boolean =>
  samples.some(({ tasks }) => tasks.some(({ state }) => ['failed', 'rejected', 'complete'].includes(state)));

const LIFE: readonly string[] = ['new', 'pending', 'assigned', 'accepted', 'preparing', 'ready', 'starting', 'running'];

/** Two wanted tasks in one slot. */
const twins = (samples: readonly SampleRecorded[]): boolean =>
  samples.some(({ tasks }) => {
    const wanted = tasks.filter(({ desired }) => desired === 'running' || desired === 'ready').map(({ slot }) => slot);
    return new Set(wanted).size < wanted.length;
  });

/** A task went from one state to another and none between was seen: agents and dispatcher report the latest only. */
function jumps(samples: readonly SampleRecorded[]): boolean {
  const last = new Map<string, string>();
  for (const { tasks } of samples) {
    for (const { id, state } of tasks) {
      const before = last.get(id) ?? state;
      if (LIFE.indexOf(state) - LIFE.indexOf(before) > 1) return true;
      last.set(id, state);
    }
  }
  return false;
}
