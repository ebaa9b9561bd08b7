import { expect, test } from 'vitest';
import { sim } from '../memory-io.ts';
import { goesWell } from './live-rollout.ts';
import { scripted } from './scripted-stack.ts';

const STACK = ['check', '--stack', 'disc'];
const HEAD = [...STACK, '--head', '7ae7b0f76efb'];

test.each([
  [['check', '--head', '7ae7b0f7'], /required option '--stack <name>' not specified/],
  [STACK, /--head: no commit to look for\. Give the deployed commit/],
  [[...STACK, '--head', ''], /Give the commit as 7 to 40 lower-case hex digits/],
  [[...STACK, '--head', '7ae7b0'], /7 to 40 lower-case hex digits/],
  [[...STACK, '--head', '7AE7B0F7'], /7 to 40 lower-case hex digits/],
  [[...STACK, '--head', '7ae7b0f7+U'], /7 to 40 lower-case hex digits/],
  [[...STACK, '--head', 'main'], /7 to 40 lower-case hex digits/],
  [[...STACK, '--head', '7ae7b0f76efb1c2d3e4f5061728394a5b6c7d8e90'], /7 to 40/],
  [[...HEAD, '--rule', 'head-server'], /no rule is called "head-server"/],
  [
    [...HEAD, '--rule', 'cc-ci/v4'],
    /--before: cc-ci\/v4 compares with what was there before the deploy\. Run sim check --capture/,
  ],
  [[...HEAD, '--rule', 'cc-ci/v3'], /--health-url: cc-ci\/v3 waits for an answer of the app/],
  [[...HEAD, '--health-url', 'ftp://x'], /Give a URL such as https/],
  [[...HEAD, '--timeout', 'soon'], /Give a time such as 10s/],
  [[...HEAD, '--timeout', '0s'], /Give a time/],
  [[...HEAD, '--timeout', '25h'], /at most 24h/],
  [[...HEAD, '--interval', '10ms'], /at least 100ms/],
  [[...HEAD, '--allow-restarts', '-1'], /whole number from 0 to 100/],
  [[...HEAD, '--format', 'xml'], /Allowed choices are text, json, junit, tap, markdown, github/],
  [[...HEAD, '--format', 'tap', '--before', 'x', '--capture', 'y'], /cannot be used with option/],
  [[...HEAD, 'more'], /too many arguments/],
  [['watch'], /required option '--stack <name>' not specified/],
  [['watch', '--stack', 'disc', '--for', '0s'], /Give a time/],
])('sim %j: exit 2, and nothing is asked', async (argv, said) => {
  const { connect, seen } = scripted(goesWell);
  const ran = await sim(argv, { connect });
  expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
  expect(ran.stderr).toMatch(/^sim: [^\n]+\n$/);
  expect(ran.stderr).toMatch(said);
  expect(seen.asked).toEqual([]);
});

test.each([
  [['--json', '--format', 'tap'], 'the result cannot be both JSON and tap'],
  [['--format', 'json', '--rule', 'head-server'], 'no rule is called "head-server"'],
])('%j: the refusal is JSON too', async (more, what) => {
  const ran = await sim([...HEAD, ...more]);
  expect(ran.exitCode).toBe(2);
  expect(JSON.parse(ran.stdout)).toMatchObject({ schemaVersion: 1, error: { what } });
});

test.each(['check', 'watch'])('sim %s --help teaches', async (verb) => {
  const ran = await sim([verb, '--help']);
  expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
  expect(ran.stdout).toContain('Example');
  expect(ran.stdout).toContain('Exit codes');
  expect(Math.max(...ran.stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
});

test('options reach the adapter as they were given', async () => {
  const given: unknown[] = [];
  const { connect } = scripted(goesWell);
  const argv = [...HEAD, '-H', 'ssh://swarm1', '--tlsverify', '--service', 'web', '--rule', 'cc-ci/v3'];
  await sim([...argv, '--health-url', 'http://app.test/'], {
    connect: (request) => {
      const { signal, ...rest } = request;
      given.push(rest, signal.aborted);
      return connect(request);
    },
  });
  const endpoint = { host: 'ssh://swarm1', tlsverify: true };
  const rest = { stack: 'disc', service: 'web', healthUrl: 'http://app.test/', env: {} };
  expect(given).toEqual([{ endpoint, ...rest }, false]);
});
