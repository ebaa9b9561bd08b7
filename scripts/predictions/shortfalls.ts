import { outcomesOf, seenIn, type PlayedOut } from './play-out.ts';

/** What the engine did not bear out; empty: all is as foretold. */
export function shortfalls(played: readonly PlayedOut[]): readonly string[] {
  return played.flatMap(({ play, ended, failure }) => {
    const wrong: string[] = failure === null ? [] : [`${play.name}: it could not be played to its end: ${failure}`];
    for (const claim of play.claims) {
      const times = seenIn(claim, ended).length;
      if (claim.expected && times === 0)
        wrong.push(`${play.name}: "${claim.name}" was not seen in ${ended.length} runs`);
      if (!claim.expected && times > 0)
        wrong.push(`${play.name}: "${claim.name}" was seen ${times} times, and none foretold`);
    }
    const served = outcomesOf('head-serves', ended);
    for (const kind of ['masking-race', 'misattribution', 'false-alarm', 'error'] as const) {
      if (served[kind] !== undefined) wrong.push(`${play.name}: head-serves, ${served[kind]} x ${kind}`);
    }
    const missed = ended.length - (served['true-pass'] ?? 0);
    if (play.claims.length === 0 && missed > 0)
      wrong.push(`${play.name}: head-serves did not pass ${missed} good rollouts`);
    return wrong;
  });
}
