// The shipped examples, unmodified, are what is searched: each with the race that it is known to have, or to have not.
import { describe, expect, test } from 'vitest';
import {
  cannotRun,
  example,
  explore,
  python,
  session,
  SIM,
  stackDeployWaits,
  type Explored,
  type Found,
} from './tools.ts';

const harness = (rule: string): string =>
  `HARNESS_INTERVAL=0 HARNESS_SIM='${SIM}' ${python()} ${example('harness.py')} --rule ${rule}`;

const masks = ({ findings }: Explored): readonly Found[] => findings.filter(({ kind }) => kind === 'masking-race');
const few = ['--shrink', '4', '--workers', '4'];

/** Docker's own window is the monitor, by its own clock. */
const short = ['--set', 'update_config.monitor=1s', '--head', 'dies:100ms..500ms'];

describe.skipIf(cannotRun())('the examples', () => {
  test('harness.py under v3 passes on its first poll, before the updater has started', async () => {
    const explored = await explore(session(), harness('v3'), ['--head', 'dies', '--runs', '4', ...few]);
    expect(explored.exitCode).toBe(1);
    const first = masks(explored).find(({ facts }) => facts['status'] === 'unset');
    expect(first?.facts['cause']).toMatch(/^roll(ed-back|ing-back)$/);
    // Deploy, status, health, stamp: each a process of docker or a request of its own.
    const reads = first?.trace.schedule.filter(({ actor }) => actor === 'watcher' || actor === 'operator');
    expect(reads?.map(({ does }) => does)).toEqual([
      'inspects',
      'deploys',
      'inspects',
      'asks-for-health',
      'inspects',
      'ends',
    ]);
  });

  test('harness.py under v4 waits for the update to start, and passes over a head that ran out of memory', async () => {
    const explored = await explore(session(), harness('v4'), ['--head', 'eats-memory', '--runs', '40', ...few]);
    expect(masks(explored).map(({ facts }) => facts['status'])).toContain('completed');
  });

  test('harness.py that leaves it to sim check --rule head-serves is not fooled, and passes rightly', async () => {
    const options = ['--head', 'eats-memory', '--head', 'good', '--runs', '40', '--undecided-code', '3', ...few];
    const explored = await explore(session(), harness('head-serves'), options);
    expect(explored.exitCode, explored.stdout).toBe(0);
    expect(explored.outcomes['true-pass']).toBeGreaterThan(0);
    expect(explored.outcomes['honest-failure']).toBeGreaterThan(0);
  });

  test("docker's own waiting takes a finished rollback for a success", async () => {
    const explored = await explore(session(), example('docker-cli.sh'), [
      ...short,
      ...['--runs', '8', '--shrink', '0', '--workers', '8'],
    ]);
    expect(explored.exitCode).toBe(1);
    expect(masks(explored).map(({ facts }) => facts['status'])).toContain('rollback_completed');
  });

  test.skipIf(!stackDeployWaits())('and so does that of a stack, where the command line has it', async () => {
    const explored = await explore(session(), `MONITOR=1s ${example('docker-stack.sh')}`, [
      ...short,
      ...['--runs', '4', '--shrink', '0', '--workers', '4'],
    ]);
    expect(explored.exitCode).toBe(1);
    expect(masks(explored).map(({ facts }) => facts['status'])).toContain('rollback_completed');
  });

  test('wait.sh takes no status for done', async () => {
    const explored = await explore(session(), `WAIT_INTERVAL=0 ${example('wait.sh')}`, [
      ...['--deploy', 'by-schedule', '--head', 'dies', '--runs', '4', ...few],
    ]);
    expect(masks(explored).map(({ facts }) => facts['status'])).toContain('unset');
  });

  test('sim-check.sh passes when the head runs', async () => {
    const explored = await explore(session(), `SIM='${SIM}' ${example('sim-check.sh')}`, [
      ...['--head', 'good', '--runs', '2', '--undecided-code', '3', ...few],
    ]);
    expect(explored.exitCode, explored.stdout).toBe(0);
    expect(explored.outcomes['true-pass']).toBe(2);
  });
});
