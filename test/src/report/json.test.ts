import { expect, test } from 'vitest';
import { errorJson, exploreJson } from '#src/report/json.js';
import { facts, report, result, written } from './samples.ts';

test('one object, every kind of outcome counted', () => {
  const one = report([
    result({ outcome: 'refuted', outcomes: { 'masking-race': 9 }, findings: [written('masking-race', 1)] }),
  ]);
  const text = exploreJson(one);
  expect(text.endsWith('}\n')).toBe(true);
  expect(JSON.parse(text)).toEqual({
    schemaVersion: 1,
    command: 'explore',
    seed: 1,
    results: [
      {
        rule: 'cc-ci/v3',
        scenario: 'incident/start-first',
        outcome: 'refuted',
        findings: [
          {
            kind: 'masking-race',
            facts,
            steps: 9,
            stepsToVerdict: 4,
            strategy: 'urw',
            schedules: 37,
            trace: { kind: 'sim-trace', nth: 1 },
            file: 'sim-traces/masking-race-1.json',
          },
        ],
        coverage: {
          runs: 4000,
          steps: 210_500,
          distinctStates: 60_123,
          seconds: 1.25,
          outcomes: {
            'true-pass': 0,
            'lucky-pass': 0,
            'masking-race': 9,
            'honest-failure': 0,
            misattribution: 0,
            'false-alarm': 0,
            unjudged: 0,
          },
        },
      },
    ],
  });
});

test('an error has all four parts, null where there is no place', () => {
  const parts = { code: 'usage.bad-value', what: 'no', where: undefined, remedy: 'Do.' };
  expect(JSON.parse(errorJson(parts))).toEqual({
    schemaVersion: 1,
    error: { code: 'usage.bad-value', what: 'no', where: null, remedy: 'Do.' },
  });
});
