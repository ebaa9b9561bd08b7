import type { TraceFile } from '../scenario/trace-file.ts';

export interface Difference {
  readonly where: string;
  readonly what: string;
}

/** Where a replayed trace first parts from the recorded one: a step, else a field, else a line of the text. */
export function differenceIn(recorded: TraceFile, replayed: TraceFile, text: string, replayedText: string): Difference {
  return (
    stepDifference(recorded, replayed) ?? fieldDifference(recorded, replayed) ?? lineDifference(text, replayedText)
  );
}

function stepDifference({ schedule: recorded }: TraceFile, { schedule: replayed }: TraceFile): Difference | undefined {
  const count = Math.max(recorded.length, replayed.length);
  for (let i = 0; i < count; i++) {
    const [was, is] = [recorded[i], replayed[i]];
    if (same(was, is)) continue;
    const where = `step ${i + 1}`;
    if (was === undefined) return { where, what: `the file ends before ${is?.actor} ${is?.does}` };
    if (is === undefined) return { where, what: `${was.actor} ${was.does}, but the run was over by then` };
    const field = firstOf(was, is);
    return { where, what: `${was.actor} ${was.does} fits, but its ${field}` };
  }
  return undefined;
}

function fieldDifference(recorded: TraceFile, replayed: TraceFile): Difference | undefined {
  return same(recorded, replayed)
    ? undefined
    : { where: 'beside the steps', what: `the steps fit, but ${firstOf(recorded, replayed)}` };
}

function lineDifference(text: string, replayedText: string): Difference {
  const [lines, others] = [text.split('\n'), replayedText.split('\n')];
  const at = lines.findIndex((line, i) => line !== others[i]);
  const line = at < 0 ? lines.length : at + 1;
  return { where: `line ${line}`, what: 'the trace says the same, but it is not written as sim writes it' };
}

/** Names the first field in which two objects differ, and both values. */
function firstOf(was: object, is: object, path = ''): string {
  const [before, after] = [new Map(Object.entries(was)), new Map(Object.entries(is))];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [a, b] = [before.get(key) as unknown, after.get(key) as unknown];
    if (same(a, b)) continue;
    if (isObject(a) && isObject(b)) return firstOf(a, b, `${path}${key}.`);
    return `"${path}${key}" is ${show(a)} in the file and ${show(b)} when replayed`;
  }
  return 'fields are in another order';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function show(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}
