import type { Answer, ServiceView, TaskView, Token } from '../port/swarm-port.ts';
import { isOver, isWanted } from '../port/swarm-port.ts';
import { windowMs } from './head-serves/window.ts';
import { hc1 } from './hc1.ts';

/** Tasks of one kind. A task is counted once. */
export interface Tally {
  /** Wanted and observed running. */
  readonly running: number;
  /** Wanted, and on its way there. */
  readonly coming: number;
  /** Not wanted any more, and not over. */
  readonly leaving: number;
  /** Ended of their own accord, as long as the engine keeps them. */
  readonly dead: number;
}

/** What is known of a service: its last answers laid side by side. For people; no rule reads it. */
export interface Picture {
  readonly name: string;
  /** null: not inspected yet. */
  readonly service: ServiceView | null;
  readonly carriesHead: boolean;
  /** Tasks of the spec that the service has now, and of all others; null: not listed yet. */
  readonly current: Tally | null;
  readonly older: Tally | null;
  /** Since when, on the engine's clock, this rollout is under way; null: nothing shows it. */
  readonly sinceMs: number | null;
  readonly counted: { readonly running: number; readonly desired: number } | null;
  readonly answersRequests: boolean | null;
}

export function blankPicture(name: string): Picture {
  const nothing = { service: null, current: null, older: null, sinceMs: null, counted: null, answersRequests: null };
  return { name, carriesHead: false, ...nothing };
}

/** The picture with one answer more in it. `head`: null when there is none to look for. */
export function withAnswer(picture: Picture, answer: Answer, head: string | null): Picture {
  switch (answer.read) {
    case 'inspect': {
      const { service } = answer;
      const carriesHead = head !== null && service.stamp !== null && hc1(service.stamp, head);
      return { ...picture, service, carriesHead, sinceMs: service.startedAtMs ?? picture.sinceMs };
    }
    case 'list':
      return { ...picture, ...tallies(answer.tasks, picture.service) };
    case 'replicas':
      return { ...picture, counted: { running: answer.running, desired: answer.desired } };
    case 'health':
      return { ...picture, answersRequests: answer.answers };
    case 'up-to-date':
    case 'nodes':
    case 'error':
      return picture;
  }
}

/** The longest window of the services: for so long nothing may change. Null until one was inspected. */
export function longestWindowMs(pictures: readonly Picture[], lagMs: number): number | null {
  const windows = pictures.flatMap(({ service, current }) =>
    service === null ? [] : [windowMs(service, wantedOf(service, current), lagMs)],
  );
  return windows.length === 0 ? null : Math.max(...windows);
}

/** How many tasks a service wants: of a global one, as many as it has. */
export function wantedOf({ mode, replicas }: ServiceView, current: Tally | null): number {
  return mode === 'global' ? (current?.running ?? 0) + (current?.coming ?? 0) : replicas;
}

function tallies(tasks: readonly TaskView[], service: ServiceView | null): Partial<Picture> {
  if (service === null) return {};
  const isCurrent = ({ containerSpec }: { readonly containerSpec: Token }) => containerSpec === service.containerSpec;
  const current = tasks.filter(isCurrent);
  const createdMs = current.map(({ createdAtMs }) => createdAtMs);
  const sinceMs = service.startedAtMs ?? (createdMs.length === 0 ? null : Math.min(...createdMs));
  return { current: tally(current), older: tally(tasks.filter((task) => !isCurrent(task))), sinceMs };
}

function tally(tasks: readonly TaskView[]): Tally {
  const count = (is: (task: TaskView) => boolean): number => tasks.filter(is).length;
  const isDead = ({ state }: TaskView): boolean => state === 'failed' || state === 'rejected' || state === 'complete';
  return {
    running: count((task) => isWanted(task) && task.state === 'running'),
    coming: count((task) => isWanted(task) && task.state !== 'running' && !isOver(task.state)),
    leaving: count((task) => !isWanted(task) && !isOver(task.state)),
    dead: count(isDead),
  };
}
