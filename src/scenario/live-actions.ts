import { forced, tooMuch, type LiveStamps } from './live-names.ts';
import type { LiveLook, LiveSample } from './live-recording.ts';

/** What the operator must have done between two samples, somewhere between the first request and the last answer. */
export interface LiveAction {
  readonly at: readonly [number, number];
  readonly does: 'update' | 'label' | 'force' | 'identical' | 'rollback';
  readonly to: keyof LiveStamps | null;
  readonly stamp: string | null;
}

export function liveActions(samples: readonly LiveSample[], stamps: LiveStamps, file: string): readonly LiveAction[] {
  return samples.flatMap((sample, i) => {
    const before = samples[i - 1];
    if (before === undefined || before.service.version === sample.service.version) return [];
    const done = deedOf(before.service, sample.service, stamps, `${file}:${sample.line}`);
    return done === null ? [] : [{ ...done, at: [before.serviceAt[0], sample.serviceAt[1]] as const }];
  });
}

type Service = LiveSample['service'];
type Deed = Omit<LiveAction, 'at'>;
const ROLLBACK: Deed = { does: 'rollback', to: null, stamp: null };
const IDENTICAL: Deed = { does: 'identical', to: null, stamp: null };

/** Null: the engine's own doing, a new status or an automatic rollback. */
function deedOf(was: Service, is: Service, stamps: LiveStamps, where: string): Deed | null {
  const isSwapped = isSame(is.spec, was.previous) && isSame(is.previous, was.spec);
  if (is.updateState.startsWith('rollback')) {
    // An automatic rollback drops PreviousSpec, one by hand swaps the two (semantics 6.7).
    if (is.previous !== null) return isSwapped && !isSame(is.spec, was.spec) ? ROLLBACK : null;
    const hadBegun = was.updateState !== 'unset' && was.updateState !== 'completed';
    if (was.previous !== null && (hadBegun || !isSame(was.spec, is.spec))) return null;
    if (was.updateState.startsWith('rollback')) return null;
    throw tooMuch(where, 'an update was rolled back between two samples');
  }
  if (!isSame(is.spec, was.spec)) return changeOf(was.spec, is.spec, stamps, where);
  // UpdateService shifts PreviousSpec and erases the status, whatever the spec is (semantics 2.1).
  const isErased = is.updateState === 'unset' && was.updateState !== 'unset';
  const isShifted = isSame(is.previous, was.spec) && !isSame(was.previous, was.spec);
  const isUnmoved = is.updateState === was.updateState;
  return isErased || isShifted || isUnmoved ? IDENTICAL : null;
}

function changeOf(was: LiveLook, is: LiveLook, stamps: LiveStamps, where: string): Deed {
  if (is.template === was.template) return { does: 'label', to: null, stamp: is.stamp };
  if (is.template === forced(was.template) && is.stamp === was.stamp) return { does: 'force', to: null, stamp: null };
  const to = (['base', 'head', 'next'] as const).find((name) => name === is.template && stamps[name] === is.stamp);
  if (to !== undefined) return { does: 'update', to, stamp: null };
  throw tooMuch(where, 'a spec comes back under another stamp, or from before the recording');
}

const isSame = (a: LiveLook | null, b: LiveLook | null): boolean =>
  a === b || (a !== null && b !== null && a.stamp === b.stamp && a.template === b.template);
