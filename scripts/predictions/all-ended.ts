/** All results, or the first failure, but not before each has ended: what is still under way would meet a cleared engine. */
export async function allEnded<T>(work: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
