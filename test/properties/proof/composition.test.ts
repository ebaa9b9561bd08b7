// A world and its watcher, searched as two machines, have the states that they have as one: each row, in the same order, by the same way.
import { boundsOf } from '#properties/proof/bounds.js';
import { ALL_REDUCTIONS, proofSystem, reducedSystem } from '#properties/proof/proof-system.js';
import { proofWorld, TICK_MS, type WorldParameters } from '#properties/proof/proof-world.js';
import { sights } from '#properties/proof/sights.js';
import { createWatchedRollout } from '#properties/watched-rollout.js';
import { CATALOGUE, ruleNamed } from '#src/assertions/catalogue.js';
import { breadthFirst } from '#src/explore/breadth-first.js';
import type { Composition } from '#src/explore/composed/composition.js';
import { judgedSpace } from '#src/explore/judged-space.js';
import type { JudgedSystem } from '#src/explore/transition-system.js';
import type { Row } from '#src/layout/layout.js';
import { describe, expect, test } from 'vitest';
import { tinyWorld } from '../tiny-world.ts';

const NO_LIMITS = { states: Infinity, bytes: Infinity, depth: Infinity, hasTimeLeft: () => true };
const small = boundsOf('small').worlds;
const standard = boundsOf('standard').worlds;

interface Walked {
  readonly states: number;
  readonly transitions: number;
  readonly row: (state: number) => Row;
  readonly parent: (state: number) => number;
  /** How the runs that are over ended, by state. */
  readonly ends: ReadonlyMap<number, string>;
}

function walk(system: JudgedSystem, tickMs: number, mostStates = Infinity): Walked {
  const kinds: string[] = [];
  const ends = new Map<number, string>();
  const space = judgedSpace(system, {
    tickMs,
    endOf: (state) => (system.finished(state) ? kinds.push(system.outcome(state).kind) : 0),
    refutes: () => false,
  });
  const { seen, parents, transitions } = breadthFirst(space, {
    limits: { ...NO_LIMITS, states: mostStates },
    untilMarked: false,
    noted(state) {
      if (space.ended() > 0) ends.set(state, kinds[space.ended() - 1] ?? '');
      return 0;
    },
  });
  // No step without time leads back: that need not be looked for state by state.
  if (mostStates === Infinity) expect(space.mayLoop?.() ?? false).toBe(false);
  const row = new Int32Array(system.stride);
  return {
    states: seen.count(),
    transitions,
    row(state) {
      space.read(seen.words(), state * space.width, row);
      return row;
    },
    parent: (state) => parents.at(state),
    ends,
  };
}

function asOne(system: JudgedSystem): JudgedSystem {
  const { composition, ...one } = system;
  expect(composition).toBeDefined();
  return one;
}

/** The first state that is not the same; -1: all are. */
function firstDifference(one: Walked, two: Walked): number {
  for (let state = 0; state < Math.max(one.states, two.states); state++) {
    if (state >= one.states || state >= two.states || one.parent(state) !== two.parent(state)) return state;
    const other = two.row(state);
    if (one.row(state).some((word, at) => word !== other[at]) || one.ends.get(state) !== two.ends.get(state))
      return state;
  }
  return -1;
}

function expectSame(system: JudgedSystem, tickMs: number): number {
  const [one, two] = [walk(asOne(system), tickMs), walk(system, tickMs)];
  expect(firstDifference(one, two)).toBe(-1);
  expect(two.transitions).toBe(one.transitions);
  return one.states;
}

const proving = (name: string, parameters: WorldParameters, rule: string): JudgedSystem =>
  proofSystem(proofWorld(name, parameters), ruleNamed(rule), { ...ALL_REDUCTIONS, live: rule === 'head-serves' });

describe('a world and its watcher are searched apart as they are together', () => {
  test.each(small)('head-serves over $name', ({ name, parameters }) => {
    expect(expectSame(proving(name, parameters, 'head-serves'), TICK_MS)).toBeGreaterThan(50);
  });

  test.each(CATALOGUE.map(({ name }) => name))(
    '%s over worlds that roll back, are moved, lag, lose their leader',
    (rule) => {
      const telling = [
        'stop-first rollback/pause dies',
        'start-first rollback/pause good, scale',
        'start-first rollback/pause good, lag, leader change',
      ];
      const worlds = [...new Map([...small, ...standard].map((world) => [world.name, world])).values()];
      const asked = worlds.filter(({ name }) => telling.includes(name));
      expect(asked).toHaveLength(telling.length);
      for (const { name, parameters } of asked) expectSame(proving(name, parameters, rule), TICK_MS);
    },
  );

  const replicated = standard.filter(({ name }) =>
    ['stop-first pause/pause starts-slowly, 2 replicas, identical', 'stop-first pause/pause dies, 2 replicas'].includes(
      name,
    ),
  );
  test.each(replicated)('head-serves over $name, slots in order', ({ name, parameters }) => {
    expect(replicated).toHaveLength(2);
    expectSame(proving(name, parameters, 'head-serves'), TICK_MS);
  });

  test.each(['head-serves', 'cc-ci/v3', 'peer/tsuru'])('%s over a stack of two services', (rule) => {
    const world = standard.find(({ parameters: { services, order } }) => services === 2 && order === 'stop-first');
    const system = proving(world?.name ?? '', world?.parameters as WorldParameters, rule);
    const [one, two] = [walk(asOne(system), TICK_MS, 60_000), walk(system, TICK_MS, 60_000)];
    expect(firstDifference(one, two)).toBe(-1);
  });

  test.each(['head-serves', 'cc-ci/v3', 'cc-ci/v4'])(
    '%s where a read may go unanswered, and the watcher has deadlines',
    (rule) => {
      const faults = { kinds: ['no-answer' as const], maxFaults: 1, downFor: { earliestMs: 0, latestMs: 0 } };
      for (const order of ['start-first', 'stop-first'] as const) {
        expectSame(reducedSystem({ ...tinyWorld(order), faults }, ruleNamed(rule), ALL_REDUCTIONS), 1);
      }
    },
  );
});

describe('what a watcher is told cannot be left out', () => {
  const late = small.find(({ name }) => name.startsWith('stop-first continue/pause dies-late'));
  const system = proving('late', late?.parameters as WorldParameters, 'head-serves');
  const composed = system.composition as Composition;
  const blank = (size: number) => (into: Row) => {
    into.fill(0, 0, size);
  };
  const news = {
    ...composed.news,
    end(row: Row, into: Row) {
      const isTold = composed.news.end(row, into);
      blank(composed.news.size)(into);
      return isTold;
    },
  };
  test.each<[string, Partial<Composition>]>([
    ['the news of a step', { news }],
    [
      'what is shown',
      {
        show: (_row, _question, into) => {
          blank(composed.shownSize)(into);
        },
      },
    ],
    [
      'the outlook',
      {
        lookOut: (_row, into) => {
          blank(composed.outlookSize)(into);
        },
      },
    ],
    [
      'the standing',
      {
        stand: (_row, into) => {
          blank(composed.standingSize)(into);
        },
      },
    ],
  ])('%s', (_name, without) => {
    const whole = walk(asOne(system), TICK_MS);
    const part = walk({ ...system, composition: { ...composed, ...without } }, TICK_MS, 2 * whole.states);
    expect(firstDifference(whole, part)).toBeGreaterThan(0);
  });
});

test('where the words of a sight are the same, so is the answer', () => {
  const worlds = [...small.filter(({ name }) => name.includes('dies') || name.includes('scale'))];
  const rule = ruleNamed('head-serves');
  for (const { name, parameters } of worlds) {
    const scenario = proofWorld(name, parameters);
    const rollout = createWatchedRollout(scenario, rule);
    const { show, questions, size } = sights(rollout);
    const walked = walk(reducedSystem(scenario, rule, ALL_REDUCTIONS), TICK_MS);
    const into = new Int32Array(size);
    const answers = new Map<string, string>();
    for (let state = 0; state < walked.states; state += 7) {
      const row = walked.row(state).slice();
      for (let question = 1; question < questions; question++) {
        show(row, question, into);
        const words = into.join();
        const answer = JSON.stringify(rollout.watcher.answer(row, READS[question - 1] ?? 'inspect', 0));
        expect(answers.get(words) ?? answer).toBe(answer);
        answers.set(words, answer);
      }
    }
    expect(answers.size).toBeGreaterThan(questions);
  }
});

/** In the order of their questions. */
const READS = ['inspect', 'replicas', 'list', 'up-to-date', 'nodes', 'health'] as const;
