import type { SampleRecorded } from './recorded.ts';

/** What no schedule shows, whatever the model. */
export interface Contradiction {
  readonly sample: SampleRecorded;
  readonly reads: 'service' | 'tasks';
  readonly differs: string;
}

/**
 * Every write of an object gives it a higher Version.Index: no schedule shows two things at one version, or a version after a
 * higher one.
 */
export function contradiction(samples: readonly SampleRecorded[]): Contradiction | null {
  const last = new Map<string, { readonly version: number; readonly look: string }>();
  for (const sample of samples) {
    const { version, ...service } = sample.service;
    const seen = [
      { reads: 'service' as const, name: 'the service', version, look: JSON.stringify(service) },
      ...sample.tasks.map((task) => ({
        reads: 'tasks' as const,
        name: `task ${task.id}`,
        version: task.version,
        look: `${task.state}, desired ${task.desired}`,
      })),
    ];
    for (const { reads, name, ...now } of seen) {
      const before = last.get(name);
      const isNew = before?.version !== now.version;
      if (before !== undefined && (before.version > now.version || (!isNew && before.look !== now.look))) {
        const shown = `${name} is ${now.look} at version ${now.version}`;
        return { sample, reads, differs: `${shown}; at version ${before.version} it was ${before.look}` };
      }
      last.set(name, now);
    }
  }
  return null;
}
