import type { Row } from '../../layout/layout.ts';
import { get, record, set } from '../../layout/layout.ts';
import type { Answer, ServiceView } from '../../port/swarm-port.ts';
import { stampWord } from '../head-serves/capture.ts';
import type { Judge, JudgeContext, Rule, Verdict } from '../judge.ts';
import { joined } from '../memory.ts';
import { APP, asks } from '../questions.ts';
import { FAIL, PASS } from '../verdicts.ts';

type Create = Rule['create'];

/** The same judge, some of its verdicts replaced. */
export const concluding =
  (create: Create, instead: (verdict: Verdict) => Verdict): Create =>
  (context) => {
    const judge = create(context);
    const edited = (verdict: Verdict | null): Verdict | null => (verdict === null ? null : instead(verdict));
    return {
      ...judge,
      judge: (row, at, answer) => edited(judge.judge(row, at, answer)),
      resume: (row, at, atMs) => edited(judge.resume(row, at, atMs)),
    };
  };

/** The same judge, an engine that does not answer being taken for one that has nothing to say against the head. */
export const passingOnSilence =
  (create: Create): Create =>
  (context) => {
    const judge = create(context);
    return { ...judge, judge: (row, at, answer) => (answer.read === 'error' ? PASS : judge.judge(row, at, answer)) };
  };

/** The same judge, told something else. */
export const told =
  (create: Create, otherwise: Partial<JudgeContext>): Create =>
  (context) =>
    create({ ...context, ...otherwise });

const REMEMBERED = record({ asked: 'flag', word: 'code' });

/** How the last read of a check that has got so far as to compare stamps is decided, given what the stack had before the deploy. */
export type HeldAgainst = (stamp: number, before: number, isHead: boolean) => boolean;

/** The same judge with a read before its first: the stamp that the app has before the deploy decides beside the head. */
export const rememberingStamp =
  (create: Create, held: HeldAgainst): Create =>
  (context) => {
    const judge = create(context);
    const { memory, base } = joined({ own: REMEMBERED, judge: judge.memory });
    const { asked, word } = REMEMBERED.at;
    const decide = (row: Row, at: number, answer: Answer, verdict: Verdict | null): Verdict | null => {
      if (answer.read !== 'inspect' || (verdict !== PASS && verdict !== FAIL['stamp-mismatch'])) return verdict;
      const stamp = stampWord(answer.service.stamp);
      return held(stamp, get(row, at + word), verdict === PASS) ? PASS : FAIL['stamp-mismatch'];
    };
    return {
      memory,
      question: (row, at) => (get(row, at + asked) === 0 ? asks('inspect', APP) : judge.question(row, at + base.judge)),
      judge(row, at, answer) {
        if (get(row, at + asked) === 1) return decide(row, at, answer, judge.judge(row, at + base.judge, answer));
        set(row, at + asked, 1);
        if (answer.read === 'inspect') set(row, at + word, stampWord(answer.service.stamp));
        return null;
      },
      resume: (row, at, atMs) => judge.resume(row, at + base.judge, atMs),
    };
  };

const LISTING = record({ listing: 'flag', headSpec: 'code' });

/**
 * The same judge, a wrong stamp being looked for among the tasks instead: any task that has the container spec which was seen
 * under the head's stamp carries it in its own labels, dead or alive.
 */
export const readingTasks =
  (create: Create, isHead: (service: ServiceView, context: JudgeContext) => boolean): Create =>
  (context): Judge => {
    const judge = create(context);
    const { memory, base } = joined({ own: LISTING, judge: judge.memory });
    const { listing, headSpec } = LISTING.at;
    return {
      memory,
      question: (row, at) => (get(row, at + listing) === 1 ? asks('list', APP) : judge.question(row, at + base.judge)),
      judge(row, at, answer) {
        if (answer.read === 'list') {
          return answer.tasks.some((task) => task.containerSpec === get(row, at + headSpec))
            ? PASS
            : FAIL['stamp-mismatch'];
        }
        if (answer.read === 'inspect' && isHead(answer.service, context)) {
          set(row, at + headSpec, answer.service.containerSpec);
        }
        const verdict = judge.judge(row, at + base.judge, answer);
        if (verdict !== FAIL['stamp-mismatch']) return verdict;
        set(row, at + listing, 1);
        return null;
      },
      resume: (row, at, atMs) => judge.resume(row, at + base.judge, atMs),
    };
  };
