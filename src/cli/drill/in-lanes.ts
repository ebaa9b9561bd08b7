/** All of the work, so many at a time; results in the order of the work. The first failure is everybody's. */
export async function inLanes<T, R>(
  work: readonly T[],
  lanes: number,
  carryOut: (one: T) => Promise<R>,
): Promise<readonly R[]> {
  const results = new Map<number, R>();
  const next = work.entries();
  const state = { failed: false };
  const lane = async (): Promise<void> => {
    for (const [index, one] of next) {
      if (state.failed) return;
      results.set(index, await carryOut(one));
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    state.failed = true;
  }
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
