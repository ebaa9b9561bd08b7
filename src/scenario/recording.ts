import { invariant, SimError } from '../errors.ts';
import {
  recordingLine,
  type ActionLine,
  type RecordedSpec,
  type RecordedTaskSpec,
  type RecordingLine,
  type SampleLine,
  type ScenarioLine,
  type ServiceLine,
  type TaskLine,
} from './recording-lines.ts';
import { liveRecording } from './live-recording.ts';
import { recordedParameters } from './recording-parameters.ts';

const KNOWN_ENGINE = '20.10';

type Numbered<Line> = Line & { readonly line: number };

/** Reads a recording (JSON lines), or throws `recording.malformed` naming the file, the line and what does not fit there. */
export function parseRecording(text: string, file: string) {
  const lines = linesOf(text, file);
  const [first, ...rest] = lines;
  if (first?.kind !== 'scenario') throw malformed(`${file}:1`, 'the first line must be of kind "scenario"');
  const samples = rest.filter((line) => line.kind === 'sample');
  if (samples.length === 0) throw malformed(file, 'there is no sample in it');
  const objects = {
    services: byRef(rest.filter((line) => line.kind === 'service')),
    tasks: byRef(rest.filter((line) => line.kind === 'task')),
  };
  const scripted = {
    ...recordedParameters(first),
    actions: rest.filter((line) => line.kind === 'action').map(actionOf),
    samples: samples.map((sample) => sampleOf(sample, objects, file)),
  };
  if (first.recordedBy !== undefined) checkRules(objects.services, file);
  const found =
    first.recordedBy === undefined ? {} : liveRecording(scripted.samples, first.scenario.health !== undefined, file);
  const recorded = { ...scripted, ...found };
  checkOrder(recorded.samples, recorded.replicas, file);
  return { recorded, warnings: warningsOf(first, file) };
}

function linesOf(text: string, file: string): readonly Numbered<RecordingLine>[] {
  const lines = text.split('\n').map((content, i) => ({ content, line: i + 1 }));
  const full = lines.filter(({ content }) => content.trim() !== '');
  if (full.length === 0) throw malformed(file, 'the recording is empty');
  return full.map(({ content, line }) => {
    const parsed = recordingLine.safeParse(parseJson(content, `${file}:${line}`));
    if (parsed.success) return { ...parsed.data, line };
    const [issue] = parsed.error.issues;
    invariant(issue !== undefined, 'a failed parse names an issue');
    const path = issue.path.join('.');
    throw malformed(`${file}:${line}${path === '' ? '' : ` ${path}`}`, issue.message);
  });
}

function parseJson(content: string, where: string): unknown {
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw malformed(where, 'this line is not JSON', cause);
  }
}

function byRef<Line extends { readonly ref: number }>(lines: readonly Line[]): ReadonlyMap<number, Line> {
  return new Map(lines.map((line) => [line.ref, line]));
}

interface Objects {
  readonly services: ReadonlyMap<number, Numbered<ServiceLine>>;
  readonly tasks: ReadonlyMap<number, Numbered<TaskLine>>;
}

function sampleOf(sample: Numbered<SampleLine>, { services, tasks }: Objects, file: string) {
  const where = `${file}:${sample.line}`;
  const read = <Line extends { readonly line: number }>(from: ReadonlyMap<number, Line>, ref: number, what: string) => {
    const line = from.get(ref);
    if (line === undefined || line.line > sample.line) throw malformed(where, `no ${what} ${ref} stands before it`);
    return line;
  };
  const { service, template, previousTemplate } = read(services, sample.service, 'service');
  return {
    line: sample.line,
    serviceAt: sample.serviceAt,
    tasksAt: sample.tasksAt,
    service: {
      version: service.Version.Index,
      spec: lookOf(service.Spec, template),
      previous: service.PreviousSpec ? lookOf(service.PreviousSpec, previousTemplate) : null,
      updateState: service.UpdateStatus?.State ?? ('unset' as const),
    },
    tasks: sample.tasks.map((ref) => taskOf(read(tasks, ref, 'task'))),
  };
}

function taskOf({ task, template }: TaskLine) {
  const [second = '', fraction = ''] = task.CreatedAt.replace(/Z$/, '').split('.');
  return {
    id: task.ID,
    version: task.Version.Index,
    created: `${second}.${fraction.padEnd(9, '0')}`,
    slot: task.Slot,
    template: templateOf(task.Spec, template),
    state: task.Status.State,
    desired: task.DesiredState,
    error: task.Status.Err ?? '',
  };
}

const actionOf = ({ at, action }: ActionLine) => ({
  at,
  does: action.do,
  to: action.to ?? null,
  stamp: action.stamp ?? null,
});

const lookOf = (spec: RecordedSpec, digest: string | undefined) => ({
  stamp: stampOf(spec),
  template: templateOf(spec.TaskTemplate, digest),
});

function stampOf({ Labels = {} }: RecordedSpec): string | null {
  const label = Object.keys(Labels).find((name) => name.endsWith('.chaos-version'));
  return label === undefined ? null : (Labels[label] ?? null);
}

/** A spec that a script deployed says in its env which it is; ForceUpdate makes another TaskSpec of it. */
function templateOf({ ContainerSpec, ForceUpdate = 0 }: RecordedTaskSpec, digest: string | undefined): string {
  if (digest !== undefined) return `${digest}+${ForceUpdate}`;
  const which = ContainerSpec.Env?.find((entry) => entry.startsWith('WHICH='))?.slice('WHICH='.length) ?? 'base';
  return ForceUpdate === 0 ? which : `${which}+${ForceUpdate}`;
}

/** The model has one update_config, healthcheck and number of replicas for all that a recording shows. */
function checkRules(services: ReadonlyMap<number, Numbered<ServiceLine>>, file: string): void {
  const [first, ...rest] = services.values();
  const other = rest.find(({ rules }) => rules !== first?.rules);
  if (other === undefined) return;
  const what = 'the deploy changes replicas, update_config, restart_policy, the healthcheck or the grace period';
  throw new SimError({
    code: 'recording.malformed',
    where: `${file}:${other.line}`,
    what,
    remedy: 'Such a recording cannot be judged: record a deploy that leaves them as they are.',
  });
}

function checkOrder(
  samples: readonly { line: number; serviceAt: readonly number[]; tasks: readonly { slot: number }[] }[],
  replicas: number,
  file: string,
): void {
  samples.forEach((sample, i) => {
    const before = samples[i - 1];
    if (before && (before.serviceAt[0] ?? 0) > (sample.serviceAt[0] ?? 0)) {
      throw malformed(`${file}:${sample.line}`, 'this sample was taken before the one above it');
    }
  });
  const slots = [...new Set(samples[0]?.tasks.map(({ slot }) => slot))].sort((a, b) => a - b);
  if (slots.length !== replicas || slots.some((slot, i) => slot !== i + 1)) {
    throw malformed(file, `its first sample does not show a task in each of ${replicas} slots`);
  }
}

function warningsOf({ engine }: ScenarioLine, file: string): readonly string[] {
  const version = engine?.version ?? 'unknown';
  if (version.startsWith(`${KNOWN_ENGINE}.`)) return [];
  return [`${file}: the engine's version is ${version}; the model was held against ${KNOWN_ENGINE} only`];
}

function malformed(where: string, what: string, cause?: unknown): SimError {
  const remedy = 'Give a recording as JSON lines: scenario first, then services, tasks, samples and actions.';
  return new SimError({ code: 'recording.malformed', where, what, remedy, cause });
}
