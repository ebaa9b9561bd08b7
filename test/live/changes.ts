// Something else happens to the stack between two reads of a check: it is removed, replaced, scaled, deployed again.
import { socket } from './engine.ts';
import { faultProxy } from './fault-proxy.ts';
import { BASE, captured, checked, DIES, GOOD } from './live-check.ts';
import { meanwhile } from './proxy-faults.ts';
import { servicesOf, stackWith, type Stack, type StackSpec } from './stack.ts';

interface Case {
  readonly name: string;
  readonly change: (stack: Stack, head: StackSpec) => Promise<void>;
  /** Exit code and reason over a good head, in whose window it happens; over one that dies they may be those of the death too. */
  readonly ends: readonly [number, string];
  readonly more?: readonly string[];
}

const CASES: readonly Case[] = [
  { name: 'removed', change: (stack) => stack.remove(), ends: [3, 'no-answer'] },
  {
    // Another service, which serves the head as well: what became of the tasks of the one before it is no reason any more.
    name: 'replaced by a service of its name, with the same spec',
    change: async (stack, head) => {
      await stack.remove();
      await stack.create(head);
    },
    ends: [0, 'holds'],
  },
  { name: 'scaled', change: (stack, head) => stack.deploy({ ...head, replicas: 2 }), ends: [0, 'holds'] },
  {
    name: 'deployed again, another commit',
    change: (stack) => stack.deploy({ ...GOOD, script: `: other; ${GOOD.script}`, stamp: 'c0ffee00' }),
    ends: [1, 'superseded'],
  },
  { name: 'deployed again, the same', change: (stack, head) => stack.deploy(head), ends: [0, 'holds'] },
  {
    // What has no label is never known to be the head's.
    name: 'a service without a label stands beside it',
    change: () => Promise.resolve(),
    more: ['--timeout', '12s'],
    ends: [3, 'deadline'],
  },
];

/**
 * The change lies between two reads of one round: the first that sees a good head's rollout completed, the second over a head that
 * dies. No pass can have come before either.
 */
async function surprise({ name, change, ends, more = [] }: Case, head: StackSpec): Promise<readonly string[]> {
  const stack = await stackWith(BASE);
  if (name.includes('beside')) await stack.create({ ...BASE, stamp: null }, 'worker');
  const before = await captured(stack, socket);
  const proxy = await faultProxy();
  let changed = false;
  const strike = async (): Promise<void> => {
    if (changed || (head === GOOD && !(await isCompleted(stack)))) return;
    changed = true;
    await change(stack, head);
  };
  proxy.fail(meanwhile(strike), { matching: /\/nodes/, nth: 3 });
  await stack.deploy(head);
  const { exitCode, code, ...rest } = await checked(stack, proxy.socket, ['--before', before, ...more]);
  const isDeath = head === DIES && exitCode === 1 && /^(head-died|rolled-back|superseded)$/.test(code);
  const isSo = exitCode === ends[0] && code === ends[1] && !(head === DIES && exitCode === 0);
  return isSo || isDeath ? [] : [`${name}: ${JSON.stringify({ exitCode, code, ...rest })}`];
}

async function isCompleted(stack: Stack): Promise<boolean> {
  const services = await servicesOf(stack);
  return services.some(({ UpdateStatus }) => UpdateStatus?.State === 'completed');
}

/** Each change over a stack of its own, all at the same time; whatever does not end as it must. */
export async function surprisesOfChanges(): Promise<readonly string[]> {
  const all = CASES.flatMap((one) => [surprise(one, GOOD), surprise(one, DIES)]);
  return (await Promise.all(all)).flat();
}
