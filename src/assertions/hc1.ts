/** Whether a stamp is that of the head: HC1, or a mutant of it. */
export type Matches = (stamp: string, head: string) => boolean;

/** What HC1 can be told otherwise. */
export interface Comparison {
  /** Stamp and head have at least so many digits. */
  readonly leastDigits: number;
  /** Where a stamp's commit ends. */
  readonly endOf: (stamp: string) => number;
}

const HC1: Comparison = {
  leastDigits: 7,
  endOf(stamp) {
    const plus = stamp.indexOf('+');
    return plus < 0 ? stamp.length : plus;
  },
};

/**
 * Is the stamp the head's? The stamp counts up to its first `+` (`7ae7b0f7+U`: deployed with untracked files). Stamp and head
 * are lower-case hex of at least 7 digits, and one is a prefix of the other; anything else is not the head's.
 */
export function hc1(stamp: string, head: string, { leastDigits, endOf }: Comparison = HC1): boolean {
  const digits = endOf(stamp);
  const shared = Math.min(digits, head.length);
  return shared >= leastDigits && isHex(stamp, digits) && isHex(head, head.length) && agree(stamp, head, shared);
}

/** What a stamp says of its commit: all before the first `+`. Empty: there is no stamp. */
export const commitOf = (stamp: string | null): string => (stamp ?? '').replace(/\+.*$/, '');

// By character code: a regular expression or a slice would allocate in the explorer's inner loop.
function isHex(text: string, length: number): boolean {
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    const isDigit = code >= 48 && code <= 57; // 0-9
    const isLetter = code >= 97 && code <= 102; // a-f
    if (!isDigit && !isLetter) return false;
  }
  return true;
}

function agree(a: string, b: string, length: number): boolean {
  for (let i = 0; i < length; i++) {
    if (a.charCodeAt(i) !== b.charCodeAt(i)) return false;
  }
  return true;
}
