import type { Row } from '../layout/layout.ts';
import type { Schedule } from './batch.ts';
import { milestoneCounter } from './milestones.ts';
import type { RunOptions } from './run.ts';
import type { Trace, TraceStep } from './trace.ts';
import { stepList, type JudgedSystem, type Step } from './transition-system.ts';

/** A schedule as people read it, each step with what could be seen right after it. */
export function traceOf(system: JudgedSystem, schedule: Schedule): Trace {
  const row = new Int32Array(system.stride);
  const writer = traceWriter(system);
  system.initial(row);
  let now = 0;
  for (let i = 0; i < schedule.code.length; i++) {
    const at = schedule.at[i] as number;
    if (at > now) system.advance(row, at - now);
    now = at;
    const code = schedule.code[i] as number;
    writer.before(row, code, at);
    system.take(row, code);
    writer.observe(row);
  }
  return writer.trace(row);
}

/** Writes a trace while a run goes on. */
export interface TraceWriter extends Required<Pick<RunOptions, 'before' | 'observe'>> {
  readonly trace: (row: Row) => Trace;
}

export function traceWriter(system: JudgedSystem): TraceWriter {
  const steps: TraceStep[] = [];
  const counter = milestoneCounter(system);
  let next: Step = { actor: '', does: '', with: {} };
  let atMs = 0;
  return {
    before(row, code, at) {
      next = system.describe(row, code);
      atMs = at;
    },
    observe(row) {
      counter.observe(row);
      steps.push({ atMs, ...next, shows: system.glance(row) });
    },
    trace: (row) => ({ outcome: system.outcome(row), ...counter.milestones(), schedule: steps }),
  };
}

/** A recorded step, as far as it says what was done and when. */
export interface RecordedStep extends Step {
  readonly atMs: number;
}

export type Retraced =
  | { readonly fits: true; readonly trace: Trace }
  | { readonly fits: false; readonly index: number; readonly why: string };

/** Follows recorded steps, never bare indexes: each must be pending, and its instant within the window that is open for it. */
export function retrace(system: JudgedSystem, recorded: readonly RecordedStep[]): Retraced {
  const row = new Int32Array(system.stride);
  const followed = followRecorded(system, recorded, row);
  if ('why' in followed) return { fits: false, ...followed };
  if (!system.finished(row)) return { fits: false, ...notOver(recorded) };
  return {
    fits: true,
    trace: traceOf(system, { code: followed.code, at: Int32Array.from(recorded, ({ atMs }) => atMs) }),
  };
}

/** Why a trace does not fit that leaves its run under way. */
export const notOver = ({ length }: readonly RecordedStep[]) => ({
  index: length,
  why: 'the trace ends before the run is over',
});

/** The codes of recorded steps that are known to fit. */
export function pathOf(system: JudgedSystem, recorded: readonly RecordedStep[]): Int32Array {
  const followed = followRecorded(system, recorded, new Int32Array(system.stride));
  if ('code' in followed) return followed.code;
  throw new Error(`invariant broken: step ${followed.index + 1} was to fit, and ${followed.why}`);
}

/** The codes, the row being left as it is after the last; or which step does not fit. */
function followRecorded(
  system: JudgedSystem,
  recorded: readonly RecordedStep[],
  row: Row,
): { readonly code: Int32Array } | { readonly index: number; readonly why: string } {
  const options = stepList();
  const code = new Int32Array(recorded.length);
  system.initial(row);
  let now = 0;
  for (const [index, step] of recorded.entries()) {
    const found = findStep(system, row, options, step, step.atMs - now);
    if (typeof found === 'string') return { index, why: found };
    now = step.atMs;
    system.take(row, found);
    code[index] = found;
  }
  return { code };
}

/** Advances to the step's instant and finds its code among what is pending; words why not, otherwise. */
export function findStep(
  system: JudgedSystem,
  row: Row,
  options: ReturnType<typeof stepList>,
  step: RecordedStep,
  wait: number,
): number | string {
  if (system.finished(row)) return 'the run is over before it';
  if (!Number.isInteger(wait) || wait < 0) return `its time lies before that of the step before it`;
  options.count = 0;
  system.pending(row, options);
  for (let i = 0; i < options.count; i++) {
    const until = options.until[i] as number;
    if (until < wait) {
      const forced = nameOf(system.describe(row, options.code[i] as number));
      return `${forced} would have been forced ${wait - until} ms before it`;
    }
  }
  const enabled = (i: number): boolean => (options.from[i] as number) <= wait;
  if (wait > 0) system.advance(row, wait);
  for (let i = 0; i < options.count; i++) {
    const code = options.code[i] as number;
    if (enabled(i) && isSame(system.describe(row, code), step)) return code;
  }
  const could = Array.from({ length: options.count }, (_, i) => i)
    .filter(enabled)
    .map((i) => nameOf(system.describe(row, options.code[i] as number)));
  return `it is not enabled then; what is: ${could.join(', ') || 'nothing'}`;
}

export const nameOf = (step: Step): string =>
  [`${step.actor}.${step.does}`, ...Object.entries(step.with).map(([key, value]) => `${key}=${value}`)].join(' ');

const isSame = (a: Step, b: Step): boolean => nameOf(a) === nameOf(b);
