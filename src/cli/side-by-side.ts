/** Does so many pieces of work, a number of them at a time; what comes of each, in their order. */
export async function sideBySide<T>(
  lanes: number,
  count: number,
  work: (at: number) => Promise<T>,
): Promise<readonly T[]> {
  const results: T[] = [];
  const queue = Array.from({ length: count }, (_, at) => at).values();
  const lane = async (): Promise<void> => {
    for (const at of queue) results[at] = await work(at);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
