import type { ServicePlan } from '#model/scenario.js';
import { SimError } from '../errors.ts';
import { assembleSpec } from './assemble-spec.ts';
import { SIM_DEFAULTS } from './defaults.ts';
import type { Picker } from './layers.ts';

/** A service's mode and what it may run. */
export type Versions = Pick<ServicePlan, 'mode' | 'base' | 'head' | 'other'>;

/** The commits under which a service is deployed when nothing is said of them; null: no such label. */
export interface Stamps {
  readonly base: string | null;
  readonly head: string | null;
  readonly other: string | null;
}

export const APP_STAMPS: Stamps = {
  base: SIM_DEFAULTS.baseStamp,
  head: SIM_DEFAULTS.headStamp,
  other: SIM_DEFAULTS.otherStamp,
};

export function assembleVersions(from: Picker, stamps: Stamps): Versions {
  const mode = from.pick('mode', 'replicated', 'Docker');
  if (mode === 'global') refuseReplicas(from);
  const base = assembleSpec(from, mode, stamps.base);
  const head = { ...base, stamp: from.pick('head_stamp', { label: stamps.head }).label, template: 'head' };
  return { mode, base, head, other: { ...base, stamp: stamps.other, template: 'other' } };
}

/**
 * One deploy stamps the whole stack, so a service beside the app has the app's stamps; one without the label (`base_stamp` none) has
 * it in no version.
 */
export function stampsBeside(from: Picker, { base, head, other }: Versions): Stamps {
  const isBare = from.given('base_stamp')?.label === null;
  const standard = isBare ? null : head.stamp;
  const given = from.given('head_stamp');
  const isHeadBare = (given === undefined ? standard : given.label) === null;
  return { base: base.stamp, head: standard, other: isHeadBare ? null : other.stamp };
}

/** docker/cli convert/service.go convertDeployMode. A mode that is set over a file's does away with the file's replicas. */
function refuseReplicas(from: Picker): void {
  if (from.rankOf('replicas') > from.rankOf('mode')) return;
  const what = 'replicas can only be used with replicated mode';
  throw new SimError({ ...from.blame('replicas'), what, remedy: 'Leave it out, or give mode=replicated.' });
}
