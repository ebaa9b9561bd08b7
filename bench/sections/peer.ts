import { transition, type AnyStateMachine } from 'xstate';
import { taskLife } from '#model/machines/task-life.js';
import { updater } from '#model/machines/updater.js';
import { compile, wire } from '#model/step-machine.js';
import { prng } from '#src/explore/prng.js';
import type { BenchOptions } from '../options.ts';
import { bestOfThree, perSecond, repeatsFor } from '../stopwatch.ts';
import { walk, type Question } from './walk.ts';

const QUESTIONS = 2_000;
const SEED = 1;

export interface PeerRow {
  readonly machine: string;
  readonly questions: number;
  readonly answersAgree: boolean;
  /** Transitions a second. Null when the answers differ: a fast wrong answer is no figure. */
  readonly xstatePerSecond: number | null;
  readonly tablePerSecond: number | null;
}

/** XState's own `transition()` and our table of it, asked the same questions. */
export function measurePeer({ attemptMs }: BenchOptions): readonly PeerRow[] {
  return [taskLife, updater].map((machine) => measured(machine, attemptMs));
}

type Answers = Float64Array;

function measured(machine: AnyStateMachine, attemptMs: number): PeerRow {
  const questions = walk(compile(machine), prng(SEED), QUESTIONS);
  const xstate = xstateAnswers(machine, questions);
  const table = tableAnswers(machine, questions);
  const expected = xstate();
  const answersAgree = table().every((answer, i) => answer === expected[i]);
  const rate = (answers: () => Answers): number => {
    const repeats = repeatsFor(attemptMs, answers);
    const time = bestOfThree(() => {
      for (let i = 0; i < repeats; i++) answers();
    });
    return perSecond(repeats * QUESTIONS, time.wallMs);
  };
  return {
    machine: machine.id,
    questions: QUESTIONS,
    answersAgree,
    xstatePerSecond: answersAgree ? rate(xstate) : null,
    tablePerSecond: answersAgree ? rate(table) : null,
  };
}

/** An answer as a number: the target, then the effects in their order. */
const noted = (answer: number, effect: number): number => answer * 16 + effect + 1;

function xstateAnswers(machine: AnyStateMachine, questions: readonly Question[]): () => Answers {
  const states = codes(Object.keys(machine.states));
  const effects = codes(Object.keys(machine.implementations.actions));
  const answers = new Float64Array(questions.length);
  return () => {
    for (const [i, { state, event }] of questions.entries()) {
      const [next, actions] = transition(machine, machine.resolveState({ value: state, context: {} }), event);
      let answer = states.get(String(next.value)) ?? NaN;
      for (const { type } of actions) answer = noted(answer, effects.get(type) ?? NaN);
      answers[i] = answer;
    }
    return answers;
  };
}

function codes(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name, code) => [name, code]));
}

/** What the wired table reads and writes. */
interface Desk {
  question: Question;
  answer: number;
}

/** The table as the model wires it: guards read, effects write. */
function tableAnswers(machine: AnyStateMachine, questions: readonly Question[]): () => Answers {
  const { guards, actions } = machine.implementations;
  const guard = (name: string) => (_: null, desk: Desk) => desk.question.event.holds?.includes(name) ?? false;
  const effect = (code: number) => (_: null, desk: Desk) => {
    desk.answer = noted(desk.answer, code);
  };
  const wired = wire<null, Desk>(machine, {
    read: (_, desk) => desk.question.stateCode,
    write: (_, desk, _subject, state) => {
      desk.answer = state;
    },
    guards: Object.fromEntries(Object.keys(guards).map((name) => [name, guard(name)])),
    effects: Object.fromEntries(Object.keys(actions).map((name, code) => [name, effect(code)])),
  });
  const answers = new Float64Array(questions.length);
  return () => {
    for (const [i, question] of questions.entries()) {
      const desk = { question, answer: NaN };
      wired.fire(null, desk, 0, question.eventCode);
      answers[i] = desk.answer;
    }
    return answers;
  };
}
