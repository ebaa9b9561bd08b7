import { run, type StampAnswer, type TeethAnswer, type TeethJob } from '#properties/teeth/teeth-job.js';
import { WRONG_STAMPS } from '#properties/teeth/wrong-stamps.js';
import { MUTANTS } from '../../assertions/mutants/mutants.ts';
import type { MutantResult, StampResult, TeethReport } from '../../report/prove/teeth-result.ts';
import { NO_LIMIT_MS } from '../limits.ts';
import { workshop } from './workshop.ts';

/** Rules whose comparison of stamps is put to every wrong one: the harness's HC1, and the rule to ship. */
const STAMPED = ['cc-ci/v3', 'head-serves'] as const;

const JUDGING = { module: new URL('../../../properties/teeth/teeth-job.js', import.meta.url).href, run };

export interface TeethPlan {
  readonly workers: number;
  readonly signal: AbortSignal;
  readonly onDone: (done: number, of: number) => void;
}

/** Every named mutant, a canary of each rule that they mutate, and every wrong stamp, side by side in threads. */
export async function proveTeeth({ workers, signal, onDone }: TeethPlan): Promise<TeethReport> {
  const shop = workshop({ workers, jobs: MUTANTS.length, ms: NO_LIMIT_MS, signal });
  const rules = [...new Set(MUTANTS.map(({ of }) => of))];
  const of = MUTANTS.length + rules.length + STAMPED.length * WRONG_STAMPS.length;
  let done = 0;
  const ask = async (job: TeethJob): Promise<TeethAnswer> => {
    const answer = await shop.ask(JUDGING, job);
    onDone(++done, of);
    return answer;
  };
  const killOf = async (job: TeethJob): Promise<Pick<MutantResult, 'kill' | 'alike'>> => {
    const answer = await ask(job);
    if (!('kill' in answer)) return { kill: null, alike: [] };
    const alike = answer.alike.map(({ world, outcome, trace }) => ({
      world,
      kind: outcome.kind,
      schedule: trace.schedule,
    }));
    if (answer.kill === null) return { kill: null, alike };
    const { world, outcome, unmutated, trace } = answer.kill;
    const kill = { world, kind: outcome.kind, unmutated, steps: trace.stepsToVerdict, schedule: trace.schedule };
    return { kill, alike };
  };
  try {
    const [mutants, canaries, stamps] = await Promise.all([
      Promise.all(
        MUTANTS.map(async ({ id, name, of: rule, says }): Promise<MutantResult> => {
          return { id, name, of: rule, says, ...(await killOf({ ask: 'mutant', name })) };
        }),
      ),
      Promise.all(
        rules.map(async (rule) => ({ rule, survives: (await killOf({ ask: 'canary', rule })).kill === null })),
      ),
      Promise.all(
        WRONG_STAMPS.flatMap(({ kind }) =>
          STAMPED.map(async (rule): Promise<StampResult> => {
            const { isRed, states, pass } = (await ask({ ask: 'stamp', rule, kind })) as StampAnswer;
            return { kind, rule, isRed, states, pass: pass?.schedule ?? null };
          }),
        ),
      ),
    ]);
    return { mutants, canaries, stamps };
  } finally {
    await shop.close();
  }
}
