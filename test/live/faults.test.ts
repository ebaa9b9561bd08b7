// What lies between sim and a real engine goes wrong, before the first answer or in the middle of a check, over a good head and over
// one that dies. README, "Checking a deploy": 5 when the engine never answered, 3 when it fell silent, 0 and 1 only on answers.
import { describe, expect, test } from 'vitest';
import { surprisesOfChanges } from './changes.ts';
import { isMissing, socket } from './engine.ts';
import { faultProxy, type When } from './fault-proxy.ts';
import { BASE, captured, checked, DIES, GOOD } from './live-check.ts';
import {
  answers,
  answersLate,
  closes,
  closesInBody,
  cutsBody,
  neverAnswers,
  noLeader,
  offersApi,
  rewrites,
  type Fault,
} from './proxy-faults.ts';
import { stackWith, type StackSpec } from './stack.ts';

/** Before anything is known of the stack. */
const FIRST: When = {};
/** `sim check` lists nodes once to see how large the stack is, then once a round. */
const SECOND_ROUND: When = { matching: /\/nodes/, nth: 3 };
/** Of the first round, the capture being on file. */
const FIRST_ROUND: When = { matching: /_up-to-date/ };
/** Between the look at the size of the stack and the first round. */
const BEFORE_ROUNDS: When = { matching: /\/services\/live/, nth: 2 };
const LIST: When = { matching: /\/tasks\?/, nth: 5, once: true };
const once = (when: When): When => ({ ...when, once: true });

type Ends = readonly [exitCode: number, code: string, message?: RegExp];

interface Case {
  readonly name: string;
  readonly fault: Fault;
  readonly when: When;
  /** Over a good head. Over one that dies the same, unless its death was seen before; where it says 0, the death is always seen. */
  readonly ends: Ends;
}

const PASSES: Ends = [0, 'holds'];
const silent = (message: RegExp): Ends => [3, 'no-answer', message];
const unreachable = (message: RegExp): Ends => [5, 'docker.unreachable', message];

const CASES: readonly Case[] = [
  { name: 'nothing is wrong', fault: answersLate(0), when: FIRST, ends: PASSES },
  ...(
    [
      ['closes', closes, /closed/],
      ['closes in the body', closesInBody, /closed|aborted/],
      ['500', answers(500, 'raft: stopped'), /500: raft: stopped/],
      ['503, no leader', noLeader, /503: .*The swarm does not have a leader/],
      ['no answer', neverAnswers, /no answer in time/],
    ] as const
  ).flatMap(([name, fault, message]): readonly Case[] => [
    { name: `${name}, from the first request on`, fault, when: FIRST, ends: unreachable(message) },
    { name: `${name}, from the first round on`, fault, when: FIRST_ROUND, ends: silent(message) },
    { name: `${name}, from the second round on`, fault, when: SECOND_ROUND, ends: silent(message) },
  ]),
  { name: 'closes, before the first round', fault: closes, when: BEFORE_ROUNDS, ends: silent(/closed/) },
  // A kept connection that was closed before the answer began: a GET may be sent again.
  { name: 'closes, once', fault: closes, when: once(SECOND_ROUND), ends: PASSES },
  { name: 'closes in the body, once', fault: closesInBody, when: once(SECOND_ROUND), ends: silent(/closed|aborted/) },
  { name: '503, once', fault: noLeader, when: once(SECOND_ROUND), ends: silent(/does not have a leader/) },
  { name: 'late, but in time', fault: answersLate(300), when: SECOND_ROUND, ends: PASSES },
  {
    name: 'half a body, well ended, at first',
    fault: cutsBody,
    when: FIRST,
    ends: [5, 'docker.unexpected-payload', /its end is missing/],
  },
  {
    name: 'half a body, well ended, in the second round',
    fault: cutsBody,
    when: SECOND_ROUND,
    ends: silent(/GET \/nodes: .* its end is missing/),
  },
  {
    name: 'a task state of another engine',
    fault: rewrites(/("Status":\{[^}]*"State":)"[a-z]+"/, '$1"vanished"'),
    when: LIST,
    ends: silent(/\[0\]\.Status\.State is "vanished", which sim does not know/),
  },
  {
    name: 'no desired state',
    fault: rewrites(/"DesiredState":"[a-z]+"/, '"Desired":"running"'),
    when: LIST,
    ends: silent(/\[0\]\.DesiredState is missing/),
  },
  { name: 'an older API is spoken', fault: offersApi('1.30'), when: once(FIRST), ends: PASSES },
  {
    name: 'a newer API is offered than the engine has',
    fault: offersApi('1.99'),
    when: once(FIRST),
    ends: unreachable(/client version 1\.51 is too new/),
  },
  {
    name: 'no API is offered',
    fault: offersApi(undefined),
    when: once(FIRST),
    ends: [5, 'docker.unexpected-payload', /Api-Version is missing/],
  },
];

/** All cases over one stack at the same time, each through a proxy of its own; whatever is not as it must be. */
async function surprises(head: StackSpec): Promise<readonly string[]> {
  const stack = await stackWith(BASE);
  const before = await captured(stack, socket);
  const proxies = await Promise.all(CASES.map(() => faultProxy()));
  CASES.forEach(({ fault, when }, i) => proxies[i]?.fail(fault, when));
  await stack.deploy(head);
  const ended = await Promise.all(
    proxies.map((proxy) => checked(stack, proxy.socket, ['--before', before]).then((seen) => ({ seen, proxy }))),
  );
  expect(ended.flatMap(({ proxy }) => proxy.asked).filter((line) => !line.startsWith('GET '))).toEqual([]);
  return CASES.flatMap(({ name, ends }, i) => {
    const seen = ended[i]?.seen;
    const [exitCode, code, message = /^/] = ends;
    const isSo = seen?.exitCode === exitCode && seen.code === code && message.test(seen.message);
    const isDeath = head === DIES && seen?.exitCode === 1 && /^(head-died|rolled-back)$/.test(seen.code);
    const isRight = isDeath ? exitCode !== 5 : isSo && !(head === DIES && exitCode === 0);
    return isRight ? [] : [`${name}: ${JSON.stringify(seen)}`];
  });
}

describe.skipIf(isMissing)('sim check of a real engine', () => {
  test('is never green without an answer, over a head that dies, or over a stack that has become another', async () => {
    // At the same time: most of it is waiting.
    const [good, dies, changes] = await Promise.all([surprises(GOOD), surprises(DIES), surprisesOfChanges()]);
    expect({ good, dies, changes }).toEqual({ good: [], dies: [], changes: [] });
  });

  test('has nothing to say of a stack that is not there: exit 5', async () => {
    const none = { name: 'nosuch', api: () => Promise.resolve([]) };
    expect(await checked(none, socket)).toMatchObject({ exitCode: 5, code: 'docker.no-such-stack' });
  });
});
