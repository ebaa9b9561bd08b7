import { expect, test } from 'vitest';
import { checkGithub } from '#src/report/check/github.js';
import { checkJson } from '#src/report/check/json.js';
import { checkJunit } from '#src/report/check/junit.js';
import { checkMarkdown } from '#src/report/check/markdown.js';
import { checkTap } from '#src/report/check/tap.js';
import { checkText } from '#src/report/check/text.js';
import { unanswered } from '#src/report/check/unanswered.js';
import { PLAIN } from '#src/report/columns.js';
import { checkResultSchema } from '#src/scenario/check-result-schema.js';
import { green, red } from './sample-result.ts';

const silent = unanswered(
  { stack: 'disc', head: '7ae7b0f7', rule: 'head-serves', timeoutMs: 1, intervalMs: 1 },
  { code: 'docker.unreachable', what: 'no engine can be asked there' },
);

test('text, red', () => {
  expect(checkText(red, PLAIN)).toBe(`\
FAIL  disc-ae10f0 does not run 7ae7b0f76efb (head-serves, 8.1 s): rolled-back
  the engine rolled app back: what was deployed is not what runs

  app     fail        rollback_started  stamp eb96de94+U         head 1 of 2 running, 1 dead, other 1 running
  worker  unverified  completed         stamp 7ae7b0f7+U (head)  head 1 of 1 running                           not judged to its end: another service failed first

  task x1y2z3 of app (slot 1, node n1): failed, exit code 1, ended by itself: task: non-zero exit (1)
    | starting
    | boom

  note: without a capture the claim does not hold
`);
});

test('text, green', () => {
  expect(checkText(green, PLAIN)).toBe(`\
PASS  disc-ae10f0 runs 7ae7b0f76efb (head-serves, 8.1 s)
  the head runs in every slot

  worker  pass  completed  stamp 7ae7b0f7+U (head)  head 1 of 1 running
`);
});

test('json fits its schema, whatever the verdict', () => {
  for (const result of [red, green, silent]) {
    const shown = checkResultSchema.parse(JSON.parse(checkJson(result)));
    expect(shown).toMatchObject({ status: result.status, claimHolds: result.claim.holds, services: result.services });
    expect(shown.reason).toEqual({ code: result.reason.code, message: result.reason.words });
  }
});

test('junit: a failure where it failed, an error where nothing was proved', () => {
  expect(checkJunit(red)).toBe(`\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="2" failures="1" errors="1" skipped="0" time="8.130">
  <testsuite name="sim check disc-ae10f0 7ae7b0f76efb head-serves" tests="2" failures="1" errors="1" skipped="0" time="8.130">
    <testcase classname="disc-ae10f0" name="app">
      <failure type="rolled-back" message="the engine rolled app back: what was deployed is not what runs">rollback_started, stamp eb96de94+U, head 1 of 2 running, 1 dead, other 1 running</failure>
    </testcase>
    <testcase classname="disc-ae10f0" name="worker">
      <error type="rolled-back" message="not judged to its end: another service failed first; the engine rolled app back: what was deployed is not what runs">completed, stamp 7ae7b0f7+U (head), head 1 of 1 running</error>
    </testcase>
    <system-out>task x1y2z3 of app (slot 1, node n1): failed, exit code 1, ended by itself: task: non-zero exit (1)
| starting
| boom
note: without a capture the claim does not hold</system-out>
  </testsuite>
</testsuites>
`);
});

test('junit: an engine that does not answer is one error, not an empty suite', () => {
  expect(checkJunit(silent)).toContain('<testsuites tests="1" failures="0" errors="1" skipped="0"');
  expect(checkJunit(silent)).toContain('<error type="docker.unreachable" message="no engine can be asked there">');
  expect(checkJunit(green)).toContain('<testcase classname="disc-ae10f0" name="worker"/>');
});

test('tap', () => {
  expect(checkTap(red)).toBe(`\
TAP version 14
1..2
not ok 1 - app: rollback_started, stamp eb96de94+U, head 1 of 2 running, 1 dead, other 1 running
  ---
  status: "fail"
  rule: "head-serves"
  reason: "rolled-back"
  message: "the engine rolled app back: what was deployed is not what runs"
  says: "the engine rolled app back: what was deployed is not what runs"
  ...
not ok 2 - worker: completed, stamp 7ae7b0f7+U (head), head 1 of 1 running
  ---
  status: "unverified"
  rule: "head-serves"
  reason: "rolled-back"
  message: "the engine rolled app back: what was deployed is not what runs"
  says: "not judged to its end: another service failed first"
  ...
# without a capture the claim does not hold
# task x1y2z3 of app (slot 1, node n1): failed, exit code 1, ended by itself: task: non-zero exit (1)
# | starting
# | boom
`);
  expect(checkTap(silent)).toContain('1..1\nnot ok 1 - disc\n');
  expect(checkTap(green)).toContain('\nok 1 - worker: completed, ');
});

test('tap: a service that the rule does not look at is skipped', () => {
  const services = green.services.map((service) => ({
    ...service,
    status: 'skip' as const,
    says: 'v3 does not look at it',
  }));
  expect(checkTap({ ...green, services })).toContain('\nok 1 - worker # SKIP v3 does not look at it\n');
  expect(checkJunit({ ...green, services })).toContain('<skipped message="v3 does not look at it"/>');
});

test('markdown', () => {
  expect(checkMarkdown(red)).toBe(`\
### ❌ fail: disc-ae10f0 does not run 7ae7b0f76efb &#40;head-serves, 8.1 s&#41;: rolled-back

the engine rolled app back: what was deployed is not what runs

| service | result | status | stamp | tasks | |
| --- | --- | --- | --- | --- | --- |
| app | ❌ fail | rollback&#95;started | stamp eb96de94&#43;U | head 1 of 2 running, 1 dead, other 1 running |  |
| worker | ⚠️ unverified | completed | stamp 7ae7b0f7&#43;U &#40;head&#41; | head 1 of 1 running | not judged to its end: another service failed first |

task x1y2z3 of app &#40;slot 1, node n1&#41;: failed, exit code 1, ended by itself: task: non-zero exit &#40;1&#41;

\`\`\`text
starting
boom
\`\`\`

> without a capture the claim does not hold
`);
});

test('github: the text, then an annotation of the run and of each service that is not good', () => {
  expect(checkGithub(red)).toBe(`${checkText(red, PLAIN)}\
::error title=disc-ae10f0 does not run 7ae7b0f76efb (head-serves%2C 8.1 s)%3A rolled-back::the engine rolled app back: what was deployed is not what runs
::error title=app%3A fail::the engine rolled app back: what was deployed is not what runs
::error title=worker%3A unverified::not judged to its end: another service failed first
::warning title=sim check disc-ae10f0::without a capture the claim does not hold
`);
  expect(checkGithub(green)).toContain('\n::notice title=disc-ae10f0 runs 7ae7b0f76efb');
  expect(checkGithub(green)).not.toContain('::error');
});
