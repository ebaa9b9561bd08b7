import type { Answer, ServiceView, TaskView, Token } from '../port/swarm-port.ts';
import { diedOfItsOwn, isOver, isWanted } from '../port/swarm-port.ts';
import { windowMs } from './head-serves/window.ts';
import { hc1 } from './hc1.ts';

/** Tasks of one kind. A task is counted once. */
interface Tally {
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
  /** The container spec last seen under the head's stamp; without a head to look for, the service's own. 0: none yet. */
  readonly headSpec: Token;
  /** The first UpdateStatus.StartedAt that was seen: a rollback may have one of its own. */
  readonly startedAtMs: number | null;
  /** null: not listed yet. */
  readonly tasks: readonly TaskView[] | null;
  readonly counted: { readonly running: number; readonly desired: number } | null;
  readonly answersRequests: boolean | null;
}

export function blankPicture(name: string): Picture {
  const nothing = { service: null, startedAtMs: null, tasks: null, counted: null, answersRequests: null };
  return { name, carriesHead: false, headSpec: 0, ...nothing };
}

/** The picture with one answer more in it. `head`: null when there is none to look for. */
export function withAnswer(picture: Picture, answer: Answer, head: string | null): Picture {
  switch (answer.read) {
    case 'inspect': {
      const { service } = answer;
      const carriesHead = head !== null && service.stamp !== null && hc1(service.stamp, head);
      const headSpec = carriesHead || head === null ? service.containerSpec : picture.headSpec;
      return { ...picture, service, carriesHead, headSpec, startedAtMs: picture.startedAtMs ?? service.startedAtMs };
    }
    case 'list':
      return { ...picture, tasks: answer.tasks };
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

export interface Tallies {
  /** Tasks of the head, or without a head to look for of the spec that the service has. */
  readonly head: Tally;
  readonly other: Tally;
}

/** null: not listed yet. */
export function talliesOf({ tasks, headSpec }: Picture): Tallies | null {
  if (tasks === null) return null;
  const isHead = ({ containerSpec }: TaskView): boolean => containerSpec === headSpec;
  return { head: tally(tasks.filter(isHead)), other: tally(tasks.filter((task) => !isHead(task))) };
}

/** How many tasks the service wants: of a global one, as many as it has. null: not known. */
export function wantedOf({ service, tasks, counted }: Picture): number | null {
  if (service?.mode === 'replicated') return service.replicas;
  return counted?.desired ?? tasks?.filter(isWanted).length ?? null;
}

/** Since when, by the engine, this rollout is under way; null: nothing shows it. */
export function sinceOf({ startedAtMs, tasks, headSpec }: Picture): number | null {
  if (startedAtMs !== null) return startedAtMs;
  const created = (tasks ?? []).filter(({ containerSpec }) => containerSpec === headSpec);
  return created.length === 0 ? null : Math.min(...created.map(({ createdAtMs }) => createdAtMs));
}

/** The longest window of the services: for so long nothing may change. Null until one was inspected. */
export function longestWindowMs(pictures: readonly Picture[], lagMs: number): number | null {
  const windows = pictures.flatMap((picture) =>
    picture.service === null ? [] : [windowMs(picture.service, wantedOf(picture) ?? 0, lagMs)],
  );
  return windows.length === 0 ? null : Math.max(...windows);
}

function tally(tasks: readonly TaskView[]): Tally {
  const count = (is: (task: TaskView) => boolean): number => tasks.filter(is).length;
  return {
    running: count((task) => isWanted(task) && task.state === 'running'),
    coming: count((task) => isWanted(task) && task.state !== 'running' && !isOver(task.state)),
    leaving: count((task) => !isWanted(task) && !isOver(task.state)),
    dead: count(({ state }) => diedOfItsOwn(state)),
  };
}
