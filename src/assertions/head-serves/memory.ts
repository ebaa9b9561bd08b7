import type { RecordLayout, Row } from '../../layout/layout.ts';
import { get, NEVER, record, set } from '../../layout/layout.ts';
import type { JudgeContext } from '../judge.ts';
import { joined, words } from '../memory.ts';
import type { TokenList } from './token-list.ts';
import { empty } from './token-list.ts';

const STACK = record({
  /** Which question comes next, and about which service. */
  step: 'code',
  service: 'count',
  beganMs: 'instant',
  /** When the first of the consecutive clean rounds was answered. NEVER: this round is the first, or is not clean. */
  cleanSinceMs: 'instant',
  /** What this round was found to lack, the first thing of several. */
  missing: 'code',
  /** For some service this round was asked too soon after `cleanSinceMs` to be the last. */
  tooSoon: 'flag',
  /** `list` has shown that a task of the head died; the verdict waits for the end of the service's round. */
  died: 'flag',
  /** One round was answered, every read of it. */
  answered: 'flag',
});

const SERVICE = record({
  /** The stamp before the deploy, as `stampWord` packs it. */
  before: 'code',
  /** The container spec first seen under the head's stamp; 0: not seen yet. */
  headSpec: 'code',
  global: 'flag',
  /** Slots wanted; of a global service as many as it has up-to-date tasks. */
  replicas: 'count',
  version: 'version',
  /** The service's version when its tasks were last followed. */
  followedAt: 'version',
});

/** Where things are in the judge's memory. Offsets of the stack count from its start, those of a service from `ofService`. */
export interface HeadServesMemory {
  readonly memory: RecordLayout;
  readonly stack: (typeof STACK)['at'];
  /** Nodes of tasks that are no longer wanted and still run, from `list` until `nodes`. Lies in the stack's memory. */
  readonly oldNodes: TokenList;
  /** Followed tasks that `list` does not show any more, until the round's second inspect. Lies in the stack's memory. */
  readonly gone: TokenList;
  /** The head's tasks that were allowed to die. Lies in the stack's memory. */
  readonly forgiven: TokenList;
  /** Without a capture: UpdateStatus.StartedAt as its first read had it. Lies in the stack's memory. */
  readonly startedAtMs: number;
  readonly service: (typeof SERVICE)['at'];
  /** Tasks from before the deploy: their death is no reason. */
  readonly captured: TokenList;
  /** The head's tasks that the last `list` showed running; forgotten with a write of the service. */
  readonly seen: TokenList;
  /** The wanted, up-to-date task of each slot in the last round, ordered by slot; its container; its node. */
  readonly tasks: TokenList;
  readonly containers: TokenList;
  readonly nodes: TokenList;
  readonly services: number;
  /** Where the memory of a service starts. */
  serviceAt(at: number, index: number): number;
  /** Where the memory of the service that is being read starts. */
  ofService(row: Row, at: number): number;
  /** Of a service other tasks serve than in the last round: the unchanged time begins anew. */
  beginsAnew(row: Row, at: number, service: number): void;
  /** A round that was clean so far is not. The rounds before it no longer count, so what they showed is forgotten. */
  lacks(row: Row, at: number, missing: number): void;
}

export function headServesMemory(context: JudgeContext): HeadServesMemory {
  const { services, slots, tasksPerSlot, captured, allowRestarts } = context;
  const one = joined({
    service: SERVICE,
    captured: words('identity', slots * tasksPerSlot),
    seen: words('identity', slots),
    tasks: words('identity', slots),
    containers: words('identity', slots),
    nodes: words('code', slots),
  });
  const each = Array.from({ length: services }, (_, index) => [`service${index}`, one.memory] as const);
  const all = joined({
    stack: STACK,
    oldNodes: words('code', slots),
    gone: words('identity', slots),
    // Of no size within the claim: a state is the same state whether or not a rule could be asked for less.
    forgiven: words('identity', allowRestarts),
    started: words('instant', captured ? 0 : 1),
    ...Object.fromEntries(each),
  });
  const firstService = all.base.started + (captured ? 0 : 1);
  const serviceAt = (at: number, index: number): number => at + firstService + index * one.memory.size;
  const stack = STACK.at;
  const ofEachSlot = (at: number): TokenList => ({ at, size: slots });
  const oldNodes = ofEachSlot(all.base.oldNodes);
  const tasks = ofEachSlot(one.base.tasks);
  const containers = ofEachSlot(one.base.containers);
  const nodes = ofEachSlot(one.base.nodes);
  const beginsAnew = (row: Row, at: number, service: number): void => {
    set(row, at + stack.cleanSinceMs, NEVER);
    for (const list of [tasks, containers, nodes]) empty(row, service, list);
  };

  return {
    memory: all.memory,
    stack,
    oldNodes,
    gone: ofEachSlot(all.base.gone),
    forgiven: { at: all.base.forgiven, size: allowRestarts },
    startedAtMs: all.base.started,
    service: SERVICE.at,
    captured: { at: one.base.captured, size: slots * tasksPerSlot },
    seen: ofEachSlot(one.base.seen),
    tasks,
    containers,
    nodes,
    services,
    serviceAt,
    ofService: (row, at) => serviceAt(at, get(row, at + stack.service)),
    beginsAnew,
    lacks(row, at, missing) {
      set(row, at + stack.missing, missing);
      set(row, at + stack.tooSoon, 0);
      empty(row, at, oldNodes);
      for (let index = 0; index < services; index++) {
        const service = serviceAt(at, index);
        set(row, service + SERVICE.at.version, 0);
        beginsAnew(row, at, service);
      }
    },
  };
}
