import { describe, expect, test } from 'vitest';
import { convergedV3 } from '#src/assertions/converged-v3.js';
import { harness } from '#src/assertions/harness.js';
import type { Engine } from './drive.ts';
import { drive, since } from './drive.ts';
import { BASE_STAMP, context, fail, PASS, service } from './views.ts';

const check = harness(convergedV3);
const engine: Engine = { inspect: () => service(), health: () => true };

describe('the harness', () => {
  test('passes after deploy, converged, wait_healthy and identity, in this order', () => {
    const run = drive(check, context(), engine);
    expect(run).toMatchObject({ verdict: PASS, asked: ['deploy', 'inspect 0', 'health 0', 'inspect 0'] });
  });

  test('does not sleep between its stages', () => {
    const inspect = since(service({ updateState: 'updating' }), [1_000, service({ updateState: 'completed' })]);
    const { asked } = drive(check, context(), { ...engine, inspect });
    expect(asked).toEqual(['deploy', 'inspect 0', 'sleep', 'inspect 0', 'health 0', 'inspect 0']);
  });

  test('each stage fails with its own reason', () => {
    const rolledBack = { inspect: () => service({ updateState: 'rollback_completed', stamp: BASE_STAMP }) };
    expect(drive(check, context(), { ...engine, ...rolledBack }).verdict).toEqual(fail('rolled-back'));
    expect(drive(check, context(), { ...engine, health: () => false }).verdict).toEqual(fail('unhealthy'));
    const otherStamp = { inspect: () => service({ stamp: BASE_STAMP }) };
    expect(drive(check, context(), { ...engine, ...otherStamp }).verdict).toEqual(fail('stamp-mismatch'));
    const unlabelled = { inspect: () => service({ stamp: null }) };
    expect(drive(check, context(), { ...engine, ...unlabelled }).verdict).toEqual(fail('no-stamp'));
  });

  test('an empty label is a stamp, of nobody: `stamp-mismatch`', () => {
    const inspect = () => service({ stamp: '' });
    expect(drive(check, context(), { ...engine, inspect }).verdict).toEqual(fail('stamp-mismatch'));
  });

  test('the stamp is read from Spec, not from PreviousSpec', () => {
    const inspect = () => service({ stamp: BASE_STAMP, previousStamp: '7ae7b0f7' });
    expect(drive(check, context(), { ...engine, inspect }).verdict).toEqual(fail('stamp-mismatch'));
  });

  test('wait_healthy has its own deadline, from when converged was reached', () => {
    const inspect = since(service({ updateState: 'updating' }), [50_000, service()]);
    const run = drive(check, context(), { inspect, health: since(false, [100_000, true]) });
    expect(run).toMatchObject({ verdict: PASS, atMs: 100_000 });
  });

  test('an engine that does not answer is an error in every stage', () => {
    const silent = { verdict: 'error', message: 'inspect was refused' };
    expect(drive(check, context(), { health: () => true }).verdict).toEqual(silent);
    expect(drive(check, context(), { inspect: () => service() }).verdict).toMatchObject({ verdict: 'error' });
  });
});
