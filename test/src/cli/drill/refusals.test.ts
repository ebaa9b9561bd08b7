import { expect, test } from 'vitest';
import { sim } from '../memory-io.ts';
import { fakeDrill } from './fake-drill.ts';

test.each([
  [['drill'], /--yes: a drill creates services on the engine, and nobody is here to be asked/],
  [['drill', '--yes', '--rule', 'head-server'], /no rule is called "head-server"/],
  [['drill', '--yes', '--drill', 'sinks'], /no drill is called "sinks"\. The drills are good, label-only/],
  [['drill', '--yes', '--order', 'last-first'], /"last-first" is none of start-first, stop-first/],
  [['drill', '--yes', '--rule', 'cc-ci/v3'], /--health-url: cc-ci\/v3: this waits for an answer of the app/],
  [['drill', '--yes', '--health-url', 'ftp://x'], /Give a URL such as http/],
  [['drill', '--yes', 'more'], /too many arguments/],
])('sim %j: exit 2, and nothing is written', async (argv, said) => {
  const { seen, ...engine } = fakeDrill();
  const ran = await sim(argv, engine);
  expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
  expect(ran.stderr).toMatch(said);
  expect(seen.written).toEqual([]);
});

test('services of another drill: refused', async () => {
  const { seen, ...engine } = fakeDrill();
  seen.made.add('sim-drill-old-good-start-first_app');
  const ran = await sim(['drill', '--yes'], engine);
  expect(ran.exitCode).toBe(5);
  expect(ran.stderr).toContain('there are services of another drill: sim-drill-old-good-start-first_app');
  expect(seen.written).toEqual([]);
});

test('an image that the engine does not have: refused', async () => {
  const { seen, ...engine } = fakeDrill({ change: { hasImage: () => Promise.resolve(false) } });
  const ran = await sim(['drill', '--yes', '--image', 'busybox:sim'], engine);
  expect(ran.exitCode).toBe(5);
  expect(ran.stderr).toContain('--image busybox:sim: the engine does not have this image. Run docker pull busybox:sim');
  expect(seen.written).toEqual([]);
});

test('asked, and answered no: nothing is written, exit 3', async () => {
  const { seen, ...engine } = fakeDrill();
  const asked: string[] = [];
  const confirm = (question: string) => {
    asked.push(question);
    return Promise.resolve(false);
  };
  const ran = await sim(['drill'], { ...engine, confirm });
  expect(ran).toMatchObject({ exitCode: 3, stdout: '' });
  expect(asked).toEqual(['Go on? [y/N] ']);
  expect(ran.stderr).toMatch(/this will create 26 services[^\n]*\nsim: nothing was created\n/);
  expect(seen.written).toEqual([]);
});

test('an engine that limits no memory: that drill is left out, with a note', async () => {
  const { connect, openDrill } = fakeDrill({ change: { limitsMemory: false } });
  const ran = await sim(['drill', '--yes', '--drill', 'good,eats-memory', '--order', 'stop-first'], {
    connect,
    openDrill,
  });
  expect(ran.exitCode).toBe(0);
  expect(ran.stdout).toContain('note: not drilled: eats-memory');
});
