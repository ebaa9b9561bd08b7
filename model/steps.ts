/** Everything any actor may do next. A step is a kind and one small argument, packed into a code. */
export const KINDS = [
  'operator.deploys',
  'operator.moves',
  'operator.updates',
  'orchestrator.handles-event',
  'updater.starts',
  'updater.hands-out-slot',
  'updater.reads-failure',
  'updater.completes',
  'updater.stops',
  'worker.replaces-task',
  'worker.keeps-task',
  'worker.sees-promotion',
  'worker.sees-running',
  'worker.has-waited',
  'worker.stops',
  'restart-supervisor.starts-task',
  'allocator.allocates',
  'scheduler.assigns',
  'scheduler.gives-up',
  'agent.accepts',
  'agent.prepares',
  'agent.has-prepared',
  'agent.rejects',
  'agent.starts',
  'agent.has-started',
  'agent.stops',
  'agent.finds-unhealthy',
  'agent.reports',
  'container.exits',
  'container.settles',
  'container.swells',
  'host-memory.kills',
  'host-memory.load-becomes',
  'scheduler.drops',
  'task-reaper.deletes',
  'constraint-enforcer.checks-node',
  'raft.elects-leader',
  'network.cuts-off-node',
  'network.reconnects-node',
  'dispatcher.marks-node-down',
] as const;
export type Kind = (typeof KINDS)[number];

export const ARGUMENTS = 4096;

/** Codes are below this; what a system adds of its own starts here. */
export const SWARM_CODES = KINDS.length * ARGUMENTS;

/** Positions of the kinds, by name. */
export const KIND: Readonly<Record<Kind, number>> = Object.fromEntries(KINDS.map((name, i) => [name, i])) as Record<
  Kind,
  number
>;

export const codeOf = (kind: number, argument: number): number => kind * ARGUMENTS + argument;
export const kindOf = (code: number): number => Math.floor(code / ARGUMENTS);
export const argumentOf = (code: number): number => code % ARGUMENTS;
