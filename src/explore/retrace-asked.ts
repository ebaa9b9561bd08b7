import { untilReady, type AskedSystem } from './asked-system.ts';
import { findStep, notOver, traceWriter, type RecordedStep, type Retraced } from './retrace.ts';
import { stepList } from './transition-system.ts';

/** As `retrace`, with whoever is outside. */
export async function retraceAsked(system: AskedSystem, recorded: readonly RecordedStep[]): Promise<Retraced> {
  const row = new Int32Array(system.stride);
  const options = stepList();
  const writer = traceWriter(system);
  system.initial(row);
  let now = 0;
  try {
    for (const [index, step] of recorded.entries()) {
      await untilReady(system, row);
      const found = findStep(system, row, options, step, step.atMs - now);
      if (typeof found === 'string') return { fits: false, index, why: found };
      now = step.atMs;
      writer.before(row, found, now);
      system.take(row, found);
      writer.observe(row);
    }
    await untilReady(system, row);
    if (!system.finished(row)) return { fits: false, ...notOver(recorded) };
    return { fits: true, trace: writer.trace(row) };
  } finally {
    await system.end();
  }
}
