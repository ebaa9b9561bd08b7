/** One GET of the app itself. It answers when a status below 400 comes; redirects are not followed, they are the app's own answer. */
export async function appAnswers(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(url, { signal, redirect: 'manual' });
    await response.body?.cancel();
    return response.status < 400;
  } catch {
    return false;
  }
}
