import type { Answer, SwarmPort } from '../../port/swarm-port.ts';

/** The port, but a read that has no answer after `limitMs` is answered by `error`: nothing that an engine does keeps a check. */
export function limited<P extends SwarmPort>(port: P, limitMs: number): P {
  return {
    ...port,
    ask: (read, service) => {
      const askedMs = port.nowMs();
      const refused = (message: string): Answer => ({ read: 'error', message, askedMs, answeredMs: port.nowMs() });
      return within(port.ask(read, service), limitMs, () => refused(`${read}: no answer for ${limitMs / 1000} s`));
    },
  };
}

/** The work's result; `otherwise` when it takes longer. What comes later is dropped. */
export function within<T, U>(work: Promise<T>, limitMs: number, otherwise: () => U): Promise<T | U> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(otherwise()), limitMs);
    void work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
