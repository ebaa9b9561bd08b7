import { expect, test } from 'vitest';
import { conform } from '#properties/conformance/conform.js';
import type { Recorded } from '#properties/conformance/recorded.js';
import { recordingOf } from './recordings.ts';

const LONG = 60_000;

/** Each timer is a lower bound: a recording in which the next thing came sooner has no schedule. */
test.each<[string, string, (recorded: Recorded) => Recorded]>([
  ['monitor', 'pf-good', (r) => ({ ...r, update: { ...r.update, monitorMs: LONG } })],
  ['monitor of a rollback', 'sf-r3p0-dies', (r) => ({ ...r, rollback: { ...r.rollback, monitorMs: LONG } })],
  ['update delay', 'pf-delay-5slots', (r) => ({ ...r, update: { ...r.update, delayMs: LONG } })],
  ['restart delay', 'pf-dies-continue', (r) => ({ ...r, restart: { ...r.restart, delayMs: LONG } })],
  [
    'healthcheck',
    'pf-hc-never',
    (r) => ({ ...r, healthcheck: { intervalMs: LONG, timeoutMs: 0, retries: 2, startPeriodMs: 0 } }),
  ],
])('%s is a lower bound', (_name, recording, lengthen) => {
  const recorded = recordingOf(recording);
  expect(conform(lengthen(recorded)).kind).toBe('unexplained');
  expect(conform(recorded).kind).toBe('explained');
});

test.each<[string, string, (recorded: Recorded) => Recorded]>([
  ['start-first, not stop-first', 'sf-good', (r) => ({ ...r, update: { ...r.update, order: 'stop-first' } })],
  ['stop-first, not start-first', 'pf-good', (r) => ({ ...r, update: { ...r.update, order: 'start-first' } })],
  ['rolled back, not paused', 'sf-dies-rollback', (r) => ({ ...r, update: { ...r.update, failureAction: 'pause' } })],
  ['two slots at once, not one', 'pf-r3p2-good', (r) => ({ ...r, update: { ...r.update, parallelism: 1 } })],
])('another update config does not explain a recording: %s', (_name, recording, change) => {
  expect(conform(change(recordingOf(recording))).kind).toBe('unexplained');
});
