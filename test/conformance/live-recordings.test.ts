// The same recordings as a recorder sees them that did not deploy: without commands and actions, with digests in place of names.
import { describe, expect, test } from 'vitest';
import { conform } from '#properties/conformance/conform.js';
import { parseRecording } from '#src/scenario/recording.js';
import { dropUpdating, keepStamp } from './recording-mutants/update-status.ts';
import { RECORDINGS, recordingText } from './recordings.ts';

interface Template {
  readonly ContainerSpec: { readonly Env?: readonly string[] };
}

interface Line {
  readonly kind: string;
  readonly scenario?: object;
  readonly service?: {
    readonly Spec: { readonly TaskTemplate: Template };
    readonly PreviousSpec?: { readonly TaskTemplate: Template };
  };
  readonly task?: { readonly Spec: Template; readonly Status: object };
}

const digestOf = ({ ContainerSpec }: Template): string => `digest of ${ContainerSpec.Env?.join() ?? ''}`;

function asSeen(line: Line): Line | null {
  const { scenario, service, task } = line;
  if (line.kind === 'action') return null;
  if (scenario) return Object.assign({ ...line, recordedBy: 'sim' }, { scenario: { ...scenario, base: '', head: '' } });
  if (task) return Object.assign({ ...line }, { template: digestOf(task.Spec) });
  if (line.kind !== 'service' || !service) return line;
  const { Spec, PreviousSpec } = service;
  const before = PreviousSpec === undefined ? {} : { previousTemplate: digestOf(PreviousSpec.TaskTemplate) };
  return Object.assign({ ...line }, { template: digestOf(Spec.TaskTemplate), rules: 'all the same', ...before });
}

function liveText(name: string): string {
  const lines = recordingText(name).trimEnd().split('\n');
  const seen = lines.map((line) => asSeen(JSON.parse(line) as Line)).filter((line) => line !== null);
  return seen.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** In their first sample the deploy has come already: what the base was cannot be known. */
const TOO_LATE = ['sf-dies-pause', 'sf-good'];
const IN_TIME = RECORDINGS.filter((name) => !TOO_LATE.includes(name));

const liveRecordingOf = (name: string) => parseRecording(liveText(name), name).recorded;

describe('without being told what was deployed, the model explains what a real engine did', () => {
  test.each(IN_TIME)('%s', (name) => {
    expect(conform(liveRecordingOf(name))).toMatchObject({ kind: 'explained' });
  });

  test.each(TOO_LATE)('%s begins too late', (name) => {
    expect(() => liveRecordingOf(name)).toThrow(/begins in the middle of a rollout/);
  });
});

test.each([
  ['the update is never under way', dropUpdating],
  ['the head stamp stays after a rollback', keepStamp],
])('and it does not explain what the engine did not do: %s', (_name, mutate) => {
  const mutants = IN_TIME.flatMap((name) => [...mutate(liveRecordingOf(name))]);
  expect(mutants.length).toBeGreaterThan(20);
  expect(mutants.map(({ recorded }) => conform(recorded).kind)).not.toContain('explained');
});

const good = (): string => liveText('pf-good');

test.each([
  ['changes its own rules', () => lastOf(good(), 'all the same', 'others'), /the deploy changes replicas/],
  [
    'shows a spec of an update that it did not see',
    () => lastOf(good(), '"previousTemplate":"digest of WHICH=base"', '"previousTemplate":"lost"'),
    /came and went between two samples/,
  ],
])('a recording that %s is refused', (_name, textOf, message) => {
  expect(() => parseRecording(textOf(), 'x')).toThrow(message);
});

function lastOf(text: string, from: string, to: string): string {
  const at = text.lastIndexOf(from);
  return text.slice(0, at) + to + text.slice(at + from.length);
}
