/** The session was asked to stop by a signal. Neither an outcome nor the operator's mistake. */
export class Interrupted extends Error {
  readonly signal: string;
  /** What there is, or is not, after it. */
  readonly leaves: string;

  constructor(signal: string, leaves = 'nothing was written') {
    super(`interrupted by ${signal}`);
    this.name = 'Interrupted';
    this.signal = signal;
    this.leaves = leaves;
  }
}

/** As shells count it: 128 and the signal's number. Never 0. */
export function interruptedExit(signal: string): number {
  return signal === 'SIGTERM' ? 143 : 130;
}

/** The work's result, unless the session is asked to stop first. The work itself is left to the end of the process. */
export function unlessInterrupted<T>(work: Promise<T>, signal: AbortSignal, leaves?: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new Interrupted(String(signal.reason), leaves));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** Uses what is being opened, unless the session is asked to stop. Whatever comes of it, what was opened is closed. */
export async function whileOpen<Opened extends { readonly close: () => void }, T>(
  opening: Promise<Opened>,
  use: (opened: Opened) => Promise<T>,
  signal: AbortSignal,
  leaves: string,
): Promise<T> {
  try {
    const opened = await unlessInterrupted(opening, signal, leaves);
    return await unlessInterrupted(use(opened), signal, leaves);
  } finally {
    opening.then((opened) => opened.close()).catch(() => undefined);
  }
}

/** Lets signals, timers and writes have their turn between two stretches of work. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
