import type { Moments } from './moments.ts';
import { causeInWords } from './why-cause.ts';
import { movesInWords } from './why-moves.ts';
import { passInWords } from './why-pass.ts';

export interface Judged {
  readonly kind: string;
  /** What the rule concluded: `pass`, `fail(rolled-back)`. */
  readonly verdict: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly moments: Moments;
}

/** One plain sentence on why the rule was fooled, or was not; a second one when the operator moved. */
export function why(found: Judged): string {
  const story = STORIES[found.kind] ?? (({ kind, cause }) => `The run ended as '${kind}': ${cause}.`);
  const { status = 'unknown', cause } = found.facts;
  const [, reason = 'an unknown reason'] = /^fail\(([a-z-]+)\)$/.exec(found.verdict) ?? [];
  const told = story({ ...found, reason, status, cause: causeInWords(cause, found.moments) });
  return [told, movesInWords(found.facts['moves'])].filter((sentence) => sentence !== '').join(' ');
}

interface Story extends Judged {
  readonly reason: string;
  readonly status: string;
  /** Truth in words. */
  readonly cause: string;
}

const STORIES: Readonly<Record<string, (story: Story) => string>> = {
  'masking-race': ({ facts, moments, cause }) => `The rule ${passInWords(facts, moments.statusRead)}; ${cause}.`,
  misattribution: ({ reason, cause }) =>
    `The rule failed with '${reason}', which blames ${BLAMES[reason] ?? 'something else'}; in truth ${cause}${stillAnswered(reason)}.`,
  'false-alarm': (story) =>
    `The rule failed with '${story.reason}' although the head is what runs for good: ${mistaken(story)}.`,
  'lucky-pass': () =>
    'The rule passed before the update was over; the head did come to serve for good, but nothing that the rule had read could tell it so.',
  'late-crash': () =>
    'The rule passed on a head that did serve then and died of its own accord later; no rule can see that coming.',
  late: (story) => `The rule ran into its deadline although the head serves for good: ${mistaken(story)}.`,
  'honest-timeout': ({ cause }) => `The rule ran into its deadline, and rightly did not pass: ${cause}.`,
  'honest-failure': ({ reason, cause }) => `The rule failed with '${reason}', and rightly so: ${cause}.`,
  flagged: ({ status }) =>
    `The head runs for good, but the engine's own status ('${status}') is at odds with it, so no verdict counts against the rule.`,
  'true-pass': () => 'The rule passed, and the head is what runs for good.',
};

const BLAMES: Readonly<Record<string, string>> = {
  'rolled-back': 'a rollback',
  paused: 'an update that was paused',
  unhealthy: "the app's health",
  'stamp-mismatch': 'the deploy for stamping another commit than the head',
  'no-stamp': 'the deploy for carrying no stamp at all',
  'head-died': "the death of one of the head's tasks",
  superseded: 'another deploy',
};

/** A red about the stamp comes after the health check: whatever was running had answered it. */
function stillAnswered(reason: string): string {
  return reason === 'stamp-mismatch' || reason === 'no-stamp'
    ? ', and what was left running answered the health check, so that the rule got as far as the stamp'
    : '';
}

const MISTAKES: Readonly<Record<string, string>> = {
  'stamp-mismatch': "at that instant the service did not carry the head's stamp, later it did",
  'no-stamp': "at that instant the service did not carry the head's stamp, later it did",
  unhealthy: 'no task answered within its patience, one did later',
  'head-died': 'one task of the head died, and its replacement serves',
  superseded: 'another stamp was there for a while only',
};

function mistaken({ reason, status }: Story): string {
  if (reason === 'deadline') return `what it waited for did not come in time (status at the end: '${status}')`;
  return MISTAKES[reason] ?? `the status that it read ('${status}') was not the last word`;
}
