import type { Step } from '../explore/transition-system.ts';
import { stretch, words } from './wording.ts';

/** The argument of a read that says what it brought; it is told with what the rule made of it. */
export const SEEN = 'sees';

/** A step without its actor, in words: `reports task t2 (head): rejected`. */
export function happening(step: Step): string {
  const told = Object.entries(step.with).filter(([name]) => name !== SEEN);
  const verb = words(step.does) + (step.does === 'handles-event' ? ':' : '');
  return told.reduce((said, [name, value], i) => said + inWords({ step, name, value, isFirst: i === 0 }), verb);
}

interface Argument {
  readonly step: Step;
  readonly name: string;
  readonly value: string | number;
  readonly isFirst: boolean;
}

/** Names that people know are joined as they would say it; any other name is put before its value. */
function inWords({ step, name, value, isFirst }: Argument): string {
  const joined = JOINED[name];
  if (joined !== undefined) return joined(value, step);
  return `${isFirst ? ' ' : ', '}${measured(name, value)}`;
}

const JOINED: Readonly<Record<string, (value: string | number, step: Step) => string>> = {
  task: (value, { does }) => (does.endsWith('-task') ? ` ${value}` : ` task ${value}`),
  spec: (value, step) => ('task' in step.with ? ` (${value})` : ` ${value}`),
  slot: (value, { does }) => (does.endsWith('-slot') ? ` ${value}` : ` in slot ${value}`),
  service: (value, step) => {
    const { does } = step;
    if (isAbout(step)) return ` of ${value}`;
    if (does === 'handles-event') return ` service is ${value}`;
    return does.includes('-') ? ` of ${value}` : ` ${value}`;
  },
  state: (value) => `: ${value}`,
  is: (value) => ` is ${value}`,
  move: (value) => ` ${value}`,
  node: (value, { does }) => {
    if (does === 'handles-event') return ` node ${value}`;
    return does.endsWith('-node') ? ` ${value}` : ` on node ${value}`;
  },
  gone: (value) => ` service ${value} is gone`,
  answer: (value) => `: refused, ${value}`,
  start: (value) => ` its start as the leader's ${value} orchestrator`,
  megabytes: (value) => ` ${value} MB`,
};

/** Its task or slot was named already. */
const isAbout = (step: Step): boolean => 'task' in step.with || 'slot' in step.with;

/** Units come from the names (`delayMs`, `memoryMb`). */
function measured(name: string, value: string | number): string {
  if (typeof value === 'number' && name.endsWith('Ms')) return `${words(name.slice(0, -2))} ${stretch(value)}`;
  if (typeof value === 'number' && name.endsWith('Mb')) return `${words(name.slice(0, -2))} ${value} MB`;
  return `${words(name)} ${value}`;
}
