import type { Answer, ServiceView, TaskView } from '../port/swarm-port.ts';

/** The earliest instant of a word; the one before it is NEVER. What is weeks away is only compared: it stays on its side. */
const EARLIEST = -0x7fffffff;
const LATEST = 0x7fffffff;

/**
 * An answer whose instants fit into a judge's words: those of the watcher's clock count from `zeroMs`, those of the engine's
 * from `engineZeroMs`. A request counts from the ms in which it was sent, an answer until the end of the ms in which it came,
 * so that no stretch between two answers is taken for longer than it was.
 */
export function inWords(answer: Answer, zeroMs: number, engineZeroMs: number): Answer {
  const timed = {
    askedMs: Math.floor(answer.askedMs - zeroMs),
    answeredMs: Math.ceil(answer.answeredMs - zeroMs),
  };
  switch (answer.read) {
    case 'inspect':
      return { ...answer, ...timed, service: serviceInWords(answer.service, engineZeroMs) };
    case 'list':
    case 'up-to-date':
      return { ...answer, ...timed, tasks: answer.tasks.map((task) => taskInWords(task, engineZeroMs)) };
    case 'replicas':
    case 'nodes':
    case 'health':
    case 'error':
      return { ...answer, ...timed };
  }
}

function serviceInWords(service: ServiceView, zeroMs: number): ServiceView {
  const { startedAtMs } = service;
  return { ...service, startedAtMs: startedAtMs === null ? null : word(startedAtMs - zeroMs) };
}

const taskInWords = (task: TaskView, zeroMs: number): TaskView => ({
  ...task,
  createdAtMs: word(task.createdAtMs - zeroMs),
});

const word = (ms: number): number => Math.max(EARLIEST, Math.min(LATEST, Math.floor(ms)));
