import type { Scenario } from '#model/scenario.js';
import { scenarioFromCompose } from '#src/scenario/from-compose.js';
import type { Claim, Play } from './play.ts';

const COMPOSE = `
services:
  app:
    image: busybox:sim
    stop_grace_period: 10s
    deploy:
      update_config: { failure_action: rollback, monitor: 2s }
      rollback_config: { monitor: 2s }
      restart_policy: { delay: 2s }
`;

/** A busy machine: containers take seconds to start, and what became of them may be known seconds later. */
const BUSY = ['report_lag=0s..10s', 'stop=10ms..1s', 'poll_interval=1s', 'deadline=60s', 'health_deadline=60s'];
const DIES = 'dies:900ms..1100ms:1';
/** Two tasks at rest fit, and one that boots; one at rest beside one that boots does not. Measured: 58 and 101 MB. */
const BUDGET = ['host.memory=130M', 'memory.boot=101M', 'memory.rest=58M', 'boot=100ms..2s', 'stop=3s..4s'];

export const PLAYS: readonly Play[] = [
  ...(['start-first', 'stop-first'] as const).map((order) => firstPoll(order)),
  // A monitor so long that even a busy node reports the death in time.
  play('misattribution', ['head dies after 1 s', 'start-first', 'monitor 10 s'], {
    scenario: scenarioOf('misattribution', DIES, [...ordered('start-first'), 'update_config.monitor=10s']),
    sideBySide: 10,
    claims: [
      claim({
        name: '`stamp-mismatch` over a rollback',
        rule: 'cc-ci/v2',
        kind: 'misattribution',
        cause: 'rolled-back',
      }),
    ],
  }),
  play('completed', ['head dies after 1 s', 'stop-first', 'monitor 2 s'], {
    scenario: scenarioOf('completed', DIES, ordered('stop-first')),
    sideBySide: 30,
    claims: [
      claim({
        name: '`completed` over a head that died inside the window',
        rule: 'cc-ci/v4',
        kind: 'masking-race',
        statusRead: 'completed',
        cause: 'head-crash-looping',
      }),
    ],
  }),
  play(
    'redeployed',
    ['head dies after 1 s', 'start-first', 'monitor 2 s', 'the same deploy again after 0.7 to 1.5 s'],
    {
      scenario: scenarioOf('redeployed', DIES, [
        ...ordered('start-first'),
        ...['moves=identical', 'move_window=700ms..1500ms', 'noop_grace=5s'],
      ]),
      claims: [
        claim({
          name: 'v4 passes on a status that a second deploy erased',
          rule: 'cc-ci/v4',
          kind: 'masking-race',
          statusRead: 'unset',
          cause: 'head-crash-looping',
        }),
      ],
    },
  ),
  ...(['start-first', 'stop-first'] as const).map((order) => budget(order)),
];

/** The one that needs no luck: a few runs of it are shown wherever an engine runs. */
export const SUREST: readonly Play[] = PLAYS.filter(({ name }) => name === 'redeployed').map((play) => ({
  ...play,
  sideBySide: 5,
  mostRuns: 5,
}));

/** Nothing is to be said against these. */
export const GOOD_ROLLOUTS: readonly Play[] = (['start-first', 'stop-first'] as const).map((order) =>
  play(`good/${order}`, ['sound head', order, 'monitor 2 s'], {
    scenario: scenarioOf(`good/${order}`, 'good', ordered(order)),
    sideBySide: 25,
    mostRuns: 25,
    claims: [],
  }),
);

function firstPoll(order: 'start-first' | 'stop-first'): Play {
  return play(`first-poll/${order}`, ['head dies after 1 s', order, 'monitor 2 s'], {
    scenario: scenarioOf(`first-poll/${order}`, DIES, ordered(order)),
    claims: [
      claim({
        name: `passes on its first poll, ${order}`,
        rule: 'cc-ci/v3',
        kind: 'masking-race',
        statusRead: 'unset',
      }),
    ],
  });
}

function budget(order: 'start-first' | 'stop-first'): Play {
  const rolledBack = claim({
    name: `rolled back for lack of memory, ${order}`,
    rule: 'cc-ci/v2',
    kind: 'misattribution',
    cause: 'rolled-back',
    expected: order === 'start-first',
  });
  return play(`memory/${order}`, ['sound head', order, 'monitor 4 s', 'budget 130 MB, 101 MB booting, 58 MB at rest'], {
    scenario: scenarioOf(`memory/${order}`, 'good', [
      ...ordered(order),
      ...['update_config.monitor=4s', 'rollback_config.monitor=4s', 'report_lag=0s..2s'],
      ...BUDGET,
    ]),
    // They would share the budget.
    sideBySide: 1,
    mostRuns: 3,
    memory: '130M',
    claims: [rolledBack],
  });
}

function play(
  name: string,
  parameters: readonly string[],
  rest: Partial<Play> & Pick<Play, 'scenario' | 'claims'>,
): Play {
  return { name, sideBySide: 20, mostRuns: Infinity, memory: null, parameters: parameters.join(', '), ...rest };
}

function ordered(order: string): readonly string[] {
  return [`update_config.order=${order}`, `rollback_config.order=${order}`];
}

function scenarioOf(name: string, head: string, set: readonly string[]): Scenario {
  const overrides = [`name=predictions/${name}`, 'moves=none', ...BUSY, ...set];
  return scenarioFromCompose({ text: COMPOSE, file: 'predictions.yml', overrides, heads: [head] }).scenario;
}

function claim(rest: Omit<Claim, 'expected' | 'statusRead' | 'cause'> & Partial<Claim>): Claim {
  return { expected: true, statusRead: null, cause: null, ...rest };
}
