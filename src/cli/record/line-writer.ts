import type { DockerClient } from '#adapters/docker/docker-client.js';
import { redactor } from './redactor.ts';
import { rulesDigest, templateDigest } from './digests.ts';

type ServicePayload = Awaited<ReturnType<DockerClient['service']>>;
type TaskPayload = Awaited<ReturnType<DockerClient['tasks']>>[number];
type Span = readonly [number, number];

export interface Poll {
  readonly serviceAt: Span;
  readonly service: ServicePayload;
  readonly tasksAt: Span;
  readonly tasks: readonly TaskPayload[];
}

export interface LineWriter {
  readonly first: (line: object) => void;
  /** Writes what is new, and the sample if it differs from the one before. */
  readonly sample: (poll: Poll) => void;
  /** Samples written so far. */
  readonly samples: () => number;
}

/** Lines of a recording: an object once a version, then a reference to it. `write` is given whole lines. */
export function lineWriter(write: (line: string) => void, keep: readonly string[]): LineWriter {
  const redact = redactor(keep);
  const put = (line: object): void => write(`${JSON.stringify(line)}\n`);
  const [services, tasks] = [new Map<string, number>(), new Map<string, number>()];
  const state = { shown: '', samples: 0 };

  const refOf = (known: Map<string, number>, key: string, lineOf: (ref: number) => object): number => {
    const ref = known.get(key) ?? known.size;
    if (!known.has(key)) {
      known.set(key, ref);
      put(lineOf(ref));
    }
    return ref;
  };
  const serviceRef = (payload: ServicePayload): number =>
    refOf(services, `${payload.ID} ${payload.Version.Index}`, (ref) => {
      const service = redact(payload);
      const { Spec, PreviousSpec } = service;
      const previous = PreviousSpec as { readonly TaskTemplate?: Readonly<Record<string, unknown>> } | null | undefined;
      const before = previous?.TaskTemplate;
      return {
        kind: 'service',
        ref,
        template: templateDigest(Spec.TaskTemplate),
        previousTemplate: before === undefined ? undefined : templateDigest(before),
        rules: rulesDigest(Spec),
        service,
      };
    });
  const taskRef = (payload: TaskPayload): number =>
    refOf(tasks, `${payload.ID} ${payload.Version.Index}`, (ref) => {
      const task = redact(payload);
      return { kind: 'task', ref, template: templateDigest(task.Spec), task };
    });

  return {
    first: put,
    sample: (poll) => {
      const refs = { service: serviceRef(poll.service), tasks: poll.tasks.map(taskRef) };
      const shown = JSON.stringify(refs);
      if (shown === state.shown) return;
      state.shown = shown;
      state.samples++;
      put({ kind: 'sample', serviceAt: poll.serviceAt, tasksAt: poll.tasksAt, ...refs });
    },
    samples: () => state.samples,
  };
}
