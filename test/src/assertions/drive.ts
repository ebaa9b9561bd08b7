import type { Judge, JudgeContext, Question, Verdict } from '#src/assertions/judge.js';
import { clearMemory } from '#src/assertions/judge.js';
import type { Answer, NodeView, ServiceView, TaskView } from '#src/port/swarm-port.js';

/** What each read shows, by the time at which it is asked (ms since the watch began). Reads that are not given are refused. */
export interface Engine {
  readonly inspect?: (ms: number, service: number) => ServiceView;
  readonly replicas?: (ms: number, service: number) => { readonly running: number; readonly desired: number };
  readonly list?: (ms: number, service: number) => readonly TaskView[];
  readonly upToDate?: (ms: number, service: number) => readonly TaskView[];
  readonly nodes?: (ms: number) => readonly NodeView[];
  readonly health?: (ms: number) => boolean;
  /** From then on every read is refused. */
  readonly silentFromMs?: number;
}

export interface Pace {
  /** From a request to its answer. */
  readonly readMs?: number;
  readonly intervalMs?: number;
  readonly deployMs?: number;
}

export interface Run {
  readonly verdict: Verdict;
  readonly atMs: number;
  /** Every question, in order: `deploy`, `sleep`, `inspect 0`. */
  readonly asked: readonly string[];
  /** The judge's words at the verdict. */
  readonly memory: readonly number[];
}

const FIRST_WORD = 3;
const WORDS_BEHIND = 64;
const FOREIGN = 77;
const MAX_QUESTIONS = 10_000;

/**
 * Lets a judge watch an engine until its verdict. Each step is taken by a judge made anew over a copied row, with foreign
 * words around its memory, so a judge that remembers outside of its words, or writes past them, fails every test.
 */
export function drive(
  create: (context: JudgeContext) => Judge,
  given: JudgeContext,
  engine: Engine,
  pace: Pace = {},
): Run {
  const { readMs = 0, intervalMs = 1_000, deployMs = 0 } = pace;
  const asked: string[] = [];
  let row = firstRow(create(given));
  let ms = 0;
  while (asked.length < MAX_QUESTIONS) {
    const judge = create(given);
    row = row.slice();
    const question = judge.question(row, FIRST_WORD);
    asked.push(nameOf(question));
    const askedMs = ms;
    ms += question.ask === 'sleep' ? (question.ms ?? intervalMs) : { read: readMs, deploy: deployMs }[question.ask];
    const verdict =
      question.ask === 'read'
        ? judge.judge(row, FIRST_WORD, answerOf(engine, question, askedMs, ms))
        : judge.resume(row, FIRST_WORD, ms);
    const around = [...row.subarray(0, FIRST_WORD), ...row.subarray(-WORDS_BEHIND)];
    if (around.some((word) => word !== FOREIGN)) throw new Error('the judge wrote outside of its memory');
    if (verdict !== null) return { verdict, atMs: ms, asked, memory: [...row.slice(FIRST_WORD, -WORDS_BEHIND)] };
  }
  throw new Error('the judge asks for ever');
}

function firstRow(judge: Judge): Int32Array {
  const row = new Int32Array(FIRST_WORD + judge.memory.size + WORDS_BEHIND).fill(FOREIGN);
  clearMemory(judge, row, FIRST_WORD);
  return row;
}

function nameOf(question: Question): string {
  return question.ask === 'read' ? `${question.read} ${question.service}` : question.ask;
}

export function answerOf(
  engine: Engine,
  { read, service }: Question & { ask: 'read' },
  askedMs: number,
  answeredMs: number,
): Answer {
  const timed = { askedMs, answeredMs };
  const refused: Answer = { ...timed, read: 'error', message: `${read} was refused` };
  if (askedMs >= (engine.silentFromMs ?? Infinity)) return refused;
  switch (read) {
    case 'inspect':
      return engine.inspect ? { ...timed, read, service: engine.inspect(askedMs, service) } : refused;
    case 'replicas':
      return engine.replicas ? { ...timed, read, ...engine.replicas(askedMs, service) } : refused;
    case 'list':
      return engine.list ? { ...timed, read, tasks: engine.list(askedMs, service) } : refused;
    case 'up-to-date':
      return engine.upToDate ? { ...timed, read, tasks: engine.upToDate(askedMs, service) } : refused;
    case 'nodes':
      return engine.nodes ? { ...timed, read, nodes: engine.nodes(askedMs) } : refused;
    case 'health':
      return engine.health ? { ...timed, read, answers: engine.health(askedMs) } : refused;
  }
}

/** What holds at an instant, given since when each thing holds; the first holds from the start. */
export function since<T>(first: T, ...later: readonly (readonly [ms: number, then: T])[]): (ms: number) => T {
  return (ms) => later.reduce((now, [fromMs, then]) => (ms >= fromMs ? then : now), first);
}
