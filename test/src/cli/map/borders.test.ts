// Where a rule begins to be fooled, against what follows from Swarm's rules by hand: a head dies before the window of its monitor is
// over, and the engine rolls it back.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mapResultSchema } from '#src/scenario/map-result-schema.js';
import { publishedNames } from '../../../../scripts/published-names.ts';
import { emptyFolder, filesIn, sim } from '../memory-io.ts';

interface Shown {
  readonly maps: readonly {
    readonly border: { readonly kind: string; readonly inequality: string | null };
    readonly cells: readonly { readonly x: string; readonly y: string; readonly outcome: string }[];
  }[];
}

async function map(words: string, cwd = emptyFolder()) {
  const { exitCode, stdout, stderr } = await sim(['map', ...words.split(' '), '--workers', '1', '--json'], { cwd });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const [shown] = (JSON.parse(stdout) as Shown).maps;
  const fooled = shown?.cells.filter(({ outcome }) => outcome === 'refuted').map(({ x, y }) => `${x} ${y}`);
  return { fooled, border: shown?.border, stdout };
}

describe('the interval of a check that polls twice, against the monitor', () => {
  // The first look may come before the updater has begun, and lets it go on. Then the app answers at once and once more an interval
  // later, and the stamp is right until the rollback: whoever asks for the last time at P is fooled by a death between P and M.
  test('cc-ci/v3: safe from P = M on', async () => {
    const { fooled, border } = await map('--x monitor=1s..3s --y poll_interval=1s..3s');
    expect(fooled).toEqual(['2s 1s', '3s 1s', '3s 2s']);
    expect(border).toMatchObject({ kind: 'separated', inequality: 'poll_interval >= monitor' });
  });

  test('with three answers there are two intervals', async () => {
    const { fooled, border } = await map(
      '--x monitor=1s..4s --y poll_interval=1s..2s --set health_answers=3 --set update_config.order=stop-first',
    );
    expect(fooled).toEqual(['3s 1s', '4s 1s']);
    expect(border).toMatchObject({ inequality: '2 x poll_interval >= monitor' });
  });

  test('as many answers as the monitor has intervals, and one', async () => {
    const { border } = await map('--x monitor=1s..5s --y health_answers=1..4');
    expect(border).toMatchObject({ inequality: 'health_answers >= monitor / 2s + 1' });
  });
});

describe('rules with a pace of their own', () => {
  // It looks for the first time 7 s after the deploy, and takes a running task for success while the status is updating. Of a monitor
  // of 7 s or less nothing is left by then: the status is completed, or tells of the rollback.
  test.each(['start-first', 'stop-first'])('peer/terraform, %s: monitors that are over after 7 s', async (order) => {
    const { fooled, border } = await map(
      `--rule peer/terraform --x monitor=6s..8s --y poll_interval=1s,3s --set update_config.order=${order}`,
    );
    expect(fooled).toEqual(['8s 1s', '8s 3s']);
    expect(border).toMatchObject({ inequality: 'monitor <= 7s' });
  });

  // It looks every second, at the tasks alone, and for the first time after one.
  test('peer/tsuru: monitors that are over after 1 s', async () => {
    const { border } = await map('--rule peer/tsuru --x monitor=1s..2s --y poll_interval=1s..2s');
    expect(border).toMatchObject({ inequality: 'monitor <= 1s' });
  });

  // It waits for the length of the monitor that it reads. A delay that reaches the monitor widens the engine's own window to delay + 1 s,
  // and the rule does not know. (Under pause: a rollback does not fail it at all.)
  test('peer/docker-cli: delays below the monitor', async () => {
    const pause = '--set update_config.failure_action=pause';
    const { fooled, border } = await map(`--rule peer/docker-cli --x monitor=1s..2s --y delay=0s..2s ${pause}`);
    expect(fooled).toEqual(['1s 1s', '1s 2s', '2s 2s']);
    expect(border).toMatchObject({ inequality: 'delay < monitor' });
  });
});

test('rules for which the settings do not matter: one that is fooled at its first look, and head-serves', async () => {
  const plane = '--x monitor=1s..2s --y poll_interval=1s..2s';
  expect((await map(`--rule peer/portainer ${plane}`)).border).toMatchObject({ kind: 'everywhere fooled' });
  expect((await map(`--rule head-serves ${plane}`)).border).toMatchObject({ kind: 'nowhere fooled' });
});

test('a head that dies whenever it likes fools cc-ci/v3 in every cell', async () => {
  const plane = '--x monitor=1s..2s --y poll_interval=1s..2s';
  expect((await map(`--deaths any-time ${plane}`)).border).toMatchObject({ kind: 'everywhere fooled' });
});

test('the JSON fits its schema; fooled cells beside others have a witness, and it replays', async () => {
  const cwd = emptyFolder();
  const { stdout } = await map('--x monitor=1s..3s --y poll_interval=1s..2s', cwd);
  const result = mapResultSchema(publishedNames).parse(JSON.parse(stdout));
  const witnessed = result.maps[0]?.cells.filter(({ witness }) => witness !== null).map(({ x, y }) => `${x} ${y}`);
  // 3s 1s is fooled as well, and has only fooled neighbours.
  expect(witnessed).toEqual(['2s 1s', '3s 2s']);
  const files = filesIn(join(cwd, 'sim-traces'));
  expect(files).toHaveLength(2);
  for (const file of files) expect((await sim(['replay', `sim-traces/${file}`], { cwd })).exitCode).toBe(0);
});

test('a Compose file’s settings hold in every cell', async () => {
  const cwd = emptyFolder();
  const file = join(import.meta.dirname, '../../../scenarios/whole-seconds.compose.yml');
  const { stdout, border } = await map(`${file} --x monitor=2s..3s --y poll_interval=1s..2s --set report_lag=0s`, cwd);
  expect(JSON.parse(stdout)).toMatchObject({
    says: [expect.stringContaining('restart_policy.delay 1s'), expect.anything()],
  });
  // Its app has to answer but once, so the interval does not matter.
  expect(border?.kind).toBe('everywhere fooled');
});

test('the picture is a picture of every cell, and says what the text says', async () => {
  const cwd = emptyFolder();
  const words = 'map --x monitor=1s..2s --y poll_interval=1s..2s --workers 1 --svg map.svg';
  const { stdout } = await sim(words.split(' '), { cwd });
  const svg = readFileSync(join(cwd, 'map.svg'), 'utf8');
  expect(svg.match(/<rect class="cell /g)).toHaveLength(4);
  expect(svg.match(/<rect class="cell refuted"/g)).toHaveLength(1);
  for (const words of [
    '>monitor</text>',
    '>poll_interval</text>',
    '>never fooled</text>',
    'prefers-color-scheme: dark',
  ])
    expect(svg).toContain(words);
  const advice = 'poll at intervals of at least the monitor window: cc-ci/v3 is not fooled exactly where poll_interval';
  expect(svg).toContain(`${advice} &gt;= monitor`);
  expect(stdout).toContain(`${advice} >= monitor\n`);
  expect(stdout).toContain('\n  2s   .   .\n  1s   .   #\n      1s  2s\n');
});

test('cells that meet a limit are shown as undecided, and so is the map', async () => {
  const { exitCode, stdout } = await sim(
    'map --x monitor=1s..2s --y lag=0s..2s/2s --limit states=1 --workers 1'.split(' '),
  );
  expect(exitCode).toBe(3);
  // A search looks at its limits every 4,096 states.
  expect(stdout).toContain('? undecided');
  expect(stdout).toMatch(/^undecided: \d cells? \(limit of states\)$/m);
});
