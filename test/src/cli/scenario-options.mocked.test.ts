// The options that shape a scenario, as the search is given it. The search itself is a stand-in.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import * as searching from '#src/cli/search.js';
import type { ExploreResult } from '#src/explore/outcome.js';
import { scenarioFileSchema } from '#src/scenario/scenario-file.js';
import { emptyFolder, sim } from './memory-io.ts';

vi.mock('#src/cli/search.js');
const search = vi.mocked(searching.search);
afterEach(() => vi.resetAllMocks());

function found(outcome: ExploreResult['outcome']): ExploreResult {
  return { outcome, findings: [], coverage: { runs: 10, steps: 500, distinctStates: 99, seconds: 0.5, outcomes: {} } };
}

const requests = () => search.mock.calls.map(([request]) => request);
const one = ['explore', '--rule', 'cc-ci/v3', '--set', 'update_config.order=stop-first'];

describe('what sim explore makes of its options', () => {
  test.each([
    ['identical,leader-change', ['identical'], ['leader-change']],
    ['leader-change', [], ['leader-change']],
    ['rollback', ['rollback'], []],
    ['none', [], []],
  ])('--moves names moves and faults, and what it does not name is out: %s', async (list, moves, kinds) => {
    search.mockResolvedValue(found('survived'));
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'shop.yml'), 'x-sim: {faults: leader-change}\nservices: {web: {image: x}}\n');
    for (const words of [one, ['explore', 'shop.yml', '--rule', 'cc-ci/v3']]) {
      await sim([...words, '--moves', list], { cwd });
    }
    const [incident, shop, ...more] = requests().map(({ scenario }) => scenario);
    expect(more).toEqual([]);
    for (const scenario of [incident, shop]) expect(scenario).toMatchObject({ operator: { moves }, faults: { kinds } });
  });

  test('what is said of a service beside the app', async () => {
    search.mockResolvedValue(found('survived'));
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'shop.yml'), 'services: {app: {image: x}, worker: {image: x}}\n');
    const words = 'explore shop.yml --rule cc-ci/v3 --head good,worker=dies,image-missing --set worker:replicas=2';
    await sim(words.split(' '), { cwd });
    const fates = (kinds: readonly string[]) => kinds.map((kind) => ({ kind }));
    expect(requests()[0]?.scenario).toMatchObject({
      headFates: fates(['good']),
      beside: [{ service: 'worker', head: { replicas: 2 }, headFates: fates(['dies', 'image-missing']) }],
    });
  });
});

describe('sim scenario on a stack', () => {
  const cwd = () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'shop.yml'), 'services: {app: {image: x}, worker: {image: x}}\n');
    return folder;
  };

  test('prints the app and the stack first, then each service beside it under its name', async () => {
    const { stdout, exitCode } = await sim(['scenario', 'shop.yml', '--set', 'worker:replicas=2'], { cwd: cwd() });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^shop\/app\n {2}name /);
    expect(stdout).toMatch(/\n {2}beside +worker +default: sim\n/);
    expect(stdout).toMatch(/\n\nworker\n {2}worker:mode +replicated +default: Docker\n {2}worker:replicas +2 +--set\n/);
  });

  test('with --json gives every setting the key that --set takes', async () => {
    const { stdout } = await sim(['scenario', 'shop.yml', '--json'], { cwd: cwd() });
    const { settings, scenario } = scenarioFileSchema.parse(JSON.parse(stdout));
    expect(settings).toContainEqual({ key: 'worker:head', value: 'good,dies', source: 'default: sim' });
    expect(scenario.beside.map(({ service }) => service)).toEqual(['worker']);
  });
});
