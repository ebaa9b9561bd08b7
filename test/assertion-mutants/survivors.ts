// Mutants that no unit test finds out, each with the reason why it says the same in other words. A survivor without a reason is a red
// test, and so is a reason for a mutant that is found out or is no longer there.

export interface Survivor {
  readonly file: string;
  readonly key: string;
  readonly why: string;
}

const CODE = 'The number of a step means nothing as long as no other has it.';
const HASH = 'Any hash will do, and so will any word for no stamp: they are compared with each other only.';
const FLAG = 'The word is asked only whether it is 0.';
const FORGET =
  'What is forgotten here was decided by `cleanSinceMs`: words that are left over tell states apart, no verdicts.';
const TWICE =
  '`list` finds two tasks of one slot as well: both lie in one place, and the one that was overwritten has none.';
const PAST = 'The word behind the flags makes the loop go on at most once more, past the last service all the same.';

export const SURVIVORS: readonly Survivor[] = [
  { file: 'converged-v4.ts', key: 'const SETTLES = 3; | 3 -> 3 + 1', why: CODE },
  {
    file: 'hc1.ts',
    key: 'return plus < 0 ? stamp.length : plus; | plus < 0 -> plus <= 0',
    why: 'A stamp that begins with + has no digit before it, and + is no digit: red either way.',
  },
  {
    file: 'hc1.ts',
    key: 'return plus < 0 ? stamp.length : plus; | 0 -> 1',
    why: 'A stamp that begins with + has no digit before it, and + is no digit: red either way.',
  },
  {
    file: 'head-serves.ts',
    key: 'forgetRound(m, row, at, prospects); | forgetRound(m, row, at, prospects); -> nothing',
    why: 'Only an exhaustive search forgets; that it may is tested there (forget-is-exact.test.ts).',
  },
  {
    file: 'head-serves.ts',
    key: "if (answer.read === 'inspect' && now === INSPECT_AGAIN) judgeGone(m, row, at, answer.service.version); | now === INSPECT_AGAIN -> true",
    why: 'At a round’s first inspect nothing is gone: the round before has emptied the list.',
  },
  {
    file: 'head-serves/deaths.ts',
    key: 'const isHead = task.containerSpec === headSpec && !holds(row, service, m.captured, task.id); | task.containerSpec === headSpec -> true',
    why: 'Of a round that is clean up to its list every wanted task is up to date: its spec is the one that carries the head’s stamp.',
  },
  {
    file: 'head-serves/deaths.ts',
    key: 'if (id !== 0 && taskOf(tasks, id) === null) add(row, at, m.gone, id); | id !== 0 -> true',
    why: 'The token of nothing, added, is nothing.',
  },
  {
    file: 'head-serves/capture.ts',
    key: 'for (let i = 0; i < stamp.length; i++) hash = Math.imul(hash ^ stamp.charCodeAt(i), 0x01000193); | 0x01000193 -> 0x01000193 + 1',
    why: HASH,
  },
  {
    file: 'head-serves/capture.ts',
    key: 'for (let i = 0; i < stamp.length; i++) hash = Math.imul(hash ^ stamp.charCodeAt(i), 0x01000193); | i < stamp.length -> i <= stamp.length',
    why: HASH,
  },
  { file: 'head-serves/capture.ts', key: 'let hash = 0x811c9dc5; | 0x811c9dc5 -> 0x811c9dc5 + 1', why: HASH },
  { file: 'head-serves/capture.ts', key: 'return hash | 0 || 1; | 0 -> 1', why: HASH },
  { file: 'head-serves/capture.ts', key: 'return hash | 0 || 1; | 1 -> 1 + 1', why: HASH },
  { file: 'head-serves/capture.ts', key: 'if (stamp === null) return 0; | 0 -> 1', why: HASH },
  {
    file: 'head-serves/deaths.ts',
    key: 'const task = id === 0 ? null : taskOf(tasks, id); | id === 0 -> false',
    why: 'No task has the token of nothing, so none is found.',
  },
  {
    file: 'head-serves/inspect.ts',
    key: 'const spansWindow = cleanSinceMs !== NEVER && askedMs - cleanSinceMs > longMs; | cleanSinceMs !== NEVER -> true',
    why: 'A round before which none was clean is the first of its row, and the first never passes.',
  },
  {
    file: 'head-serves/inspect.ts',
    key: 'if (!spansWindow) set(row, at + m.stack.tooSoon, 1); | 1 -> 1 + 1',
    why: FLAG,
  },
  {
    file: 'head-serves/memory.ts',
    key: 'set(row, at + stack.tooSoon, 0); | 0 -> 1',
    why: 'The end of the round clears it before it is read, and a round that lacks something does not pass.',
  },
  {
    file: 'head-serves/memory.ts',
    key: 'set(row, at + stack.tooSoon, 0); | set(row, at + stack.tooSoon, 0); -> nothing',
    why: 'The end of the round clears it before it is read, and a round that lacks something does not pass.',
  },
  { file: 'head-serves/memory.ts', key: 'set(row, service + SERVICE.at.version, 0); | 0 -> 1', why: FORGET },
  {
    file: 'head-serves/missing.ts',
    key: "'nothing', | 'nothing' -> ''",
    why: 'A round that lacks nothing is never told of in words.',
  },
  {
    file: 'head-serves/missing.ts',
    key: 'missing === Missing.nothing ? null : (MISSING[missing] ?? null); | missing === Missing.nothing -> false',
    why: 'Between two rounds something is always missing, if only the window.',
  },
  {
    file: 'head-serves/serving.ts',
    key: 'for (let place = 0; place < m.oldNodes.size; place++) { | place < m.oldNodes.size -> place <= m.oldNodes.size',
    why: 'The word behind the list is a stamp, which is no node that is up.',
  },
  {
    file: 'head-serves/serving.ts',
    key: 'if (isWanted(other) && other.slot === task.slot && other.id !== task.id) return false; | false -> true',
    why: TWICE,
  },
  {
    file: 'head-serves/serving.ts',
    key: 'if (isWanted(other) && other.slot === task.slot && other.id !== task.id) return false; | isWanted(other) && other.slot === task.slot && other.id !== task.id -> false',
    why: TWICE,
  },
  {
    file: 'head-serves/serving.ts',
    key: 'if (isWanted(other) && other.slot === task.slot && other.id !== task.id) return false; | isWanted(other) && other.slot === task.slot -> false',
    why: TWICE,
  },
  {
    file: 'head-serves/serving.ts',
    key: 'if (isWanted(other) && other.slot === task.slot && other.id !== task.id) return false; | isWanted(other) -> false',
    why: TWICE,
  },
  {
    file: 'head-serves/serving.ts',
    key: 'if (isWanted(other) && other.slot === task.slot && other.id !== task.id) return false; | other.id !== task.id -> false',
    why: TWICE,
  },
  {
    file: 'head-serves/serving.ts',
    key: 'if (isWanted(other) && other.slot === task.slot && other.id !== task.id) return false; | other.slot === task.slot -> false',
    why: TWICE,
  },
  { file: 'head-serves/token-list.ts', key: 'return -1; | 1 -> 1 + 1', why: 'Any place below 0 is none.' },
  { file: 'peer/each-service.ts', key: "if (found === 'wait') set(row, at + unmet, 1); | 1 -> 1 + 1", why: FLAG },
  { file: 'head-serves/step.ts', key: 'RESTING: 8, | 8 -> 8 + 1', why: CODE },
  {
    file: 'peer/each-service.ts',
    key: 'while (!met && get(row, at + base.done + first) === 1) first++; | !met -> true',
    why: 'When all is met the loop is over, and where it would begin again is forgotten.',
  },
  {
    file: 'peer/each-service.ts',
    key: 'while (next < services && get(row, at + base.done + next) === 1) next++; | next < services -> next <= services',
    why: PAST,
  },
  {
    file: 'peer/each-service.ts',
    key: 'while (next < services && get(row, at + base.done + next) === 1) next++; | next < services -> true',
    why: PAST,
  },
  {
    file: 'peer/slots.ts',
    key: 'for (let place = 0; place < nodes.size; place++) { | place < nodes.size -> place <= nodes.size',
    why: 'The word behind the list is that of a look which has not begun, so the token of nothing.',
  },
  {
    file: 'peer/slots.ts',
    key: 'if (other.desired !== task.desired) return numberOf(other.desired) < numberOf(task.desired); | numberOf(other.desired) < numberOf(task.desired) -> numberOf(other.desired) <= numberOf(task.desired)',
    why: 'They differ there, so they are not equal.',
  },
  {
    file: 'peer/slots.ts',
    key: 'if (other.state !== task.state) return numberOf(other.state) < numberOf(task.state); | numberOf(other.state) < numberOf(task.state) -> numberOf(other.state) <= numberOf(task.state)',
    why: 'They differ there, so they are not equal.',
  },
  { file: 'peer/tsuru.ts', key: 'const LOOKING = 3; | 3 -> 3 + 1', why: CODE },
  { file: 'peer/tsuru.ts', key: 'if (!answer.tasks.every(isMet)) set(row, at + unmet, 1); | 1 -> 1 + 1', why: FLAG },
  { file: 'stack-round.ts', key: 'if (!meets(answer, converged)) set(row, at + unmet, 1); | 1 -> 1 + 1', why: FLAG },
];
