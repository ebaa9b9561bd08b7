import { SimError } from '../../errors.ts';
import type { Answer, SwarmPort } from '../../port/swarm-port.ts';

/**
 * The port, but a read that has no answer after `limitMs`, or one that sim cannot read, is answered by `error`: nothing that an
 * engine does keeps a check waiting, or ends it without a result.
 */
export function limited<P extends SwarmPort>(port: P, limitMs: number): P {
  return {
    ...port,
    ask: async (read, service): Promise<Answer> => {
      const askedMs = port.nowMs();
      const refused = (message: string): Answer => ({ read: 'error', message, askedMs, answeredMs: port.nowMs() });
      try {
        return await within(port.ask(read, service), limitMs, () =>
          refused(`${read}: no answer for ${limitMs / 1000} s`),
        );
      } catch (error) {
        if (error instanceof SimError) return refused(error.message);
        throw error;
      }
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
