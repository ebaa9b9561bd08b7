import { describe, expect, test } from 'vitest';
import { PLAIN } from '#src/report/columns.js';
import { quoted } from '#src/report/finding.js';
import { exploreText } from '#src/report/text.js';
import { report, result, written } from './samples.ts';

describe('the report of an exploration', () => {
  test('a table a scenario, and only the kinds that were counted beside the main ones', () => {
    const text = exploreText(
      report([
        result({ outcomes: { 'true-pass': 1200, 'honest-failure': 2800 } }),
        result({ rule: 'head-serves', outcome: 'unwitnessed', outcomes: { 'lucky-pass': 12 } }),
        result({ scenario: 'incident/stop-first', outcomes: { 'true-pass': 4000 } }),
      ]),
      PLAIN,
    );
    expect(text.split('\n\n').slice(0, 2).join('\n\n')).toBe(`incident/start-first
                                   true-  lucky-  masking-  honest-                  false-
  rule         verdict       runs   pass    pass      race  failure  misattribution   alarm
  cc-ci/v3     survived     4,000  1,200       0         0    2,800               0       0
  head-serves  unwitnessed  4,000      0      12         0        0               0       0

incident/stop-first
                             true-  lucky-  masking-  honest-                  false-
  rule      verdict    runs   pass    pass      race  failure  misattribution   alarm
  cc-ci/v3  survived  4,000  4,000       0         0        0               0       0`);
  });

  test('three findings of a rule are spelled out, the others counted', () => {
    const findings = [1, 2, 3, 4, 5].map((nth) => written('masking-race', nth));
    const text = exploreText(
      report([result({ outcome: 'refuted', outcomes: { 'masking-race': 9 }, findings })]),
      PLAIN,
    );
    expect(text.match(/^masking-race in cc-ci\/v3 on incident\/start-first$/gm)).toHaveLength(3);
    expect(text).toContain('… and 2 more of cc-ci/v3 on incident/start-first in sim-traces\n');
    expect(text).toContain('  replay: sim replay sim-traces/masking-race-3.json\n');
    expect(text).not.toContain('masking-race-4.json');
  });

  test('the story of one finding ends in the command that shows it again', () => {
    const findings = [written('masking-race', 1)];
    const text = exploreText(
      report([result({ outcome: 'refuted', outcomes: { 'masking-race': 9 }, findings })]),
      PLAIN,
    );
    expect(text).toContain(`masking-race in cc-ci/v3 on incident/start-first
  verdict: pass, status: unset, phase: absent, cause: rolled-back, moves: none
  found by urw after 37 schedules; 4 steps to the verdict, 9 to the harm

    time  actor`);
    expect(text).toContain(`
  The rule read no update status before the updater had started, took it for 'nothing to do', and passed on the old task; the rollback came 5.1 s later.
  replay: sim replay sim-traces/masking-race-1.json

refuted: cc-ci/v3
1 finding in sim-traces (4,000 runs, 210,500 steps, 1.3 s, seed 1)
`);
  });

  test('the summary files each rule under the worst verdict that it got in any scenario', () => {
    const outcomes = {};
    const text = exploreText(
      report([
        result({ rule: 'a', outcomes }),
        result({ rule: 'b', outcomes }),
        result({ rule: 'c', outcome: 'unwitnessed', outcomes: { unjudged: 2 } }),
        result({ rule: 'a', outcome: 'refuted', scenario: 'other', outcomes }),
        result({ rule: 'c', scenario: 'other', outcomes: { unjudged: 1 } }),
      ]),
      PLAIN,
    );
    expect(text.split('\n').slice(-6)).toEqual([
      'refuted: a',
      'unwitnessed (no true pass was seen either): c',
      'survived this budget (which is no proof): b',
      "undecided: 3 runs did not settle within the scenario's bounds",
      'no findings (20,000 runs, 1,052,500 steps, 6.3 s, seed 1)',
      '',
    ]);
  });

  test('paint is the only difference that colour makes', () => {
    const mark = (text: string) => `<<${text}>>`;
    const loud = { bold: mark, dim: mark, red: mark, green: mark, yellow: mark, cyan: mark };
    const one = report([
      result({ outcome: 'refuted', outcomes: { 'masking-race': 9 }, findings: [written('masking-race', 1)] }),
    ]);
    const painted = exploreText(one, loud);
    expect(painted).toContain('<<');
    expect(painted.replaceAll(/<<|>>/g, '')).toBe(exploreText(one, PLAIN));
  });
});

test('a path is quoted when a shell would read it otherwise', () => {
  expect(quoted('sim-traces/a--b-1.json')).toBe('sim-traces/a--b-1.json');
  expect(quoted("my traces/it's.json")).toBe(`'my traces/it'\\''s.json'`);
});
