/**
 * Rounds of a poll loop, seen from outside: a sequence of requests whose end says the same twice over (`inspect inspect`, or
 * `list inspect list inspect`) is a loop that has come round.
 */

/** Length of the shortest block that the first `end` requests end with twice over; 0: none. */
export function repetition(requests: readonly string[], end: number = requests.length): number {
  for (let length = 1; 2 * length <= end; length++) {
    let same = 0;
    while (same < length && requests[end - 1 - same] === requests[end - 1 - same - length]) same++;
    if (same === length) return length;
  }
  return 0;
}

/**
 * Where the last round began, as the index of its first request: that of the last block that repeats the one before it, with all that
 * follows (what a client reads once it has waited long enough). 0: nothing was repeated.
 */
export function lastRound(requests: readonly string[]): number {
  for (let end = requests.length; end > 0; end--) {
    const length = repetition(requests, end);
    if (length > 0) return end - length;
  }
  return 0;
}
