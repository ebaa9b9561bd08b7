/**
 * Aborted after so long, or when the session is asked to stop. Not `AbortSignal.timeout`: what `AbortSignal.any` is made of it only
 * holds weakly, and in Node 20 a time-out that was collected as garbage never comes. A timer holds this one.
 */
export function until(ms: number, session: AbortSignal | undefined): AbortSignal {
  const late = new AbortController();
  setTimeout(() => late.abort(new DOMException('no answer in time', 'TimeoutError')), ms).unref();
  return session === undefined ? late.signal : AbortSignal.any([late.signal, session]);
}
