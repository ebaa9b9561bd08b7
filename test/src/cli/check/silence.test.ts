// An engine that falls silent: 5 only where it never answered, 3 from the first answer on, whichever question it is.
import { expect, test } from 'vitest';
import { checked, goesWell } from './live-rollout.ts';

const silence = { read: 'error' as const, message: 'the connection was closed', askedMs: 0, answeredMs: 0 };

async function silentFrom(question: number) {
  const { exitCode, result } = await checked({
    ...goesWell,
    instead: (_ms, nth) => (nth < question ? null : Promise.resolve(silence)),
  });
  return { exitCode, status: result.status, verdict: result.verdict, code: result.reason.code };
}

test('from the first question on: the engine never answered', async () => {
  expect(await silentFrom(1)).toEqual({ exitCode: 5, status: 'unverified', verdict: 'error', code: 'no-answer' });
});

test('from a later one on: undecided, while the size of the stack is asked and in the rounds', async () => {
  for (let question = 2; question <= 20; question++) {
    const code = { exitCode: 3, status: 'unverified', verdict: 'undecided', code: 'no-answer' };
    expect({ question, ...(await silentFrom(question)) }).toEqual({ question, ...code });
  }
});
