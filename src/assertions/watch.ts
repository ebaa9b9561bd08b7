import type { Row } from '../layout/layout.ts';
import type { Answer, Read, SwarmPort } from '../port/swarm-port.ts';
import type { Judge, Standing, Verdict } from './judge.ts';
import { clearMemory } from './judge.ts';

/** What a watch has just seen. All instants are the port's, which sees to it that they fit into words. */
type Observation =
  | { readonly kind: 'answer'; readonly service: number; readonly answer: Answer; readonly nowMs: number }
  | { readonly kind: 'round'; readonly standing: Standing | null; readonly nowMs: number };

export interface WatchRequest {
  readonly port: SwarmPort;
  readonly judge: Judge;
  /** Between two rounds, for rules that have no interval of their own. */
  readonly intervalMs: number;
  /** Answers the reads before `deploy` from what was captured before it; null: the engine is asked, as it is now. */
  readonly recall: ((read: Read, service: number) => Answer) | null;
  readonly observe: (observation: Observation) => void;
}

export interface Watched {
  readonly verdict: Verdict;
  /** The service whose answer brought the verdict; null: time did. */
  readonly decidedBy: number | null;
  /** The message of the answer that was none. */
  readonly error: string | null;
  /** The engine has answered at least once. */
  readonly answered: boolean;
  readonly elapsedMs: number;
  readonly reads: number;
  readonly rounds: number;
  /** The services that the rule asked about, by position. */
  readonly lookedAt: ReadonlySet<number>;
}

/**
 * Lets a rule watch a Swarm until its verdict: asks, folds, sleeps. The deploy has happened already, so `deploy` is answered
 * at once. When to give up is the judge's to say, as it is when it watches the model.
 */
export async function watch(request: WatchRequest): Promise<Watched> {
  const { port, judge, intervalMs, observe } = request;
  const row: Row = new Int32Array(judge.memory.size);
  clearMemory(judge, row, 0);
  const beganMs = port.nowMs();
  const seen = { answered: false, error: null as string | null, reads: 0, rounds: 0, deployed: false };
  const lookedAt = new Set<number>();

  const ended = (verdict: Verdict, decidedBy: number | null): Watched => {
    const { answered, error, reads, rounds } = seen;
    return { verdict, decidedBy, error, answered, elapsedMs: port.nowMs() - beganMs, reads, rounds, lookedAt };
  };

  for (;;) {
    const question = judge.question(row, 0);
    if (question.ask === 'read') {
      const { read, service } = question;
      const recalled = seen.deployed ? null : (request.recall?.(read, service) ?? null);
      const answer = recalled ?? (await port.ask(read, service));
      if (recalled === null) {
        seen.reads++;
        lookedAt.add(service);
        if (answer.read === 'error') seen.error = answer.message;
        else seen.answered = true;
        observe({ kind: 'answer', service, answer, nowMs: port.nowMs() });
      }
      const verdict = judge.judge(row, 0, answer);
      if (verdict !== null) return ended(verdict, service);
      continue;
    }
    if (question.ask === 'deploy') seen.deployed = true;
    else {
      seen.rounds++;
      observe({ kind: 'round', standing: judge.standing?.(row, 0) ?? null, nowMs: port.nowMs() });
      await port.sleep(question.ms ?? intervalMs);
    }
    const verdict = judge.resume(row, 0, port.nowMs());
    if (verdict !== null) return ended(verdict, null);
  }
}
