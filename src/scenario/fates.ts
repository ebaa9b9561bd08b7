import { FATES } from '#model/vocabulary.js';
import type { FateKind } from '#model/vocabulary.js';
import type { Fate, Window } from '#model/scenario.js';
import { SimError } from '../errors.ts';
import type { ErrorCode } from '../errors.ts';
import { size, window as windowKind, wholeNumber } from './kinds.ts';
import { between } from './windows.ts';

/** What a fate's own words do not say. */
export interface FateContext {
  readonly hasHealthcheck: boolean;
  readonly diesAfter: Window;
  readonly diesLateAfter: Window;
  readonly unhealthyAfter: Window;
  readonly slowStart: Window;
  readonly eatsMemory: Window;
  readonly exitCode: number;
  /** What a task that eats memory grows to. */
  readonly memoryMb: number;
  /** Where the fates are written: "--head", "compose.yml:40 x-sim.head". */
  readonly where: string;
  readonly code: ErrorCode;
}

const NOTATION =
  'good, dies[:WINDOW[:EXITCODE]], dies-late[:WINDOW[:EXITCODE]], never-healthy, turns-unhealthy[:WINDOW], ' +
  'starts-slowly[:WINDOW], eats-memory[:SIZE], unschedulable, image-missing or all, each with !once or without';

/** Reads fates such as "good", "dies:0.5s..4s:1" or "never-healthy!once". Each is kept once, in the order of writing. */
export function parseFates(list: readonly string[], context: FateContext): readonly Fate[] {
  const fates = expandAll(list, context.hasHealthcheck).map((text) => parseFate(text, context));
  const seen = new Set<string>();
  return fates.filter((fate) => {
    const key = JSON.stringify(fate);
    return !seen.has(key) && seen.add(key);
  });
}

/** "all" and "all!once" spelled out: every fate, less those that need a healthcheck where there is none. */
export function expandAll(list: readonly string[], hasHealthcheck: boolean): readonly string[] {
  return list.flatMap((text) => {
    if (text !== 'all' && text !== 'all!once') return [text];
    const times = text.slice('all'.length);
    return FATES.filter((kind) => hasHealthcheck || !needsHealthcheck(kind)).map((kind) => kind + times);
  });
}

function parseFate(text: string, context: FateContext): Fate {
  const times = text.endsWith('!once') ? 'once' : 'persistent';
  const [name = '', ...details] = text.replace(/!once$/, '').split(':');
  const kind = FATES.find((known) => known === name);
  if (kind === undefined) throw refused(context, `"${text}" is not a fate`, `Give ${NOTATION}.`);
  if (needsHealthcheck(kind) && !context.hasHealthcheck) {
    const remedy = 'Choose another fate, or give it a healthcheck with --set healthcheck.interval=10s.';
    throw refused(context, `${kind} needs a healthcheck, and this service has none`, remedy);
  }
  const fate = detailed(fateOf(kind, context), details);
  if (fate === undefined) throw refused(context, `"${text}" is not a fate`, `Give ${NOTATION}.`);
  return { ...fate, times };
}

function needsHealthcheck(kind: FateKind): boolean {
  return kind === 'never-healthy' || kind === 'turns-unhealthy';
}

function fateOf(kind: FateKind, context: FateContext): Fate {
  const fate: Fate = { kind, times: 'persistent', window: between(0, 0), exitCode: 0, memoryMb: 0 };
  switch (kind) {
    case 'good':
    case 'never-healthy':
    case 'unschedulable':
    case 'image-missing':
      return fate;
    case 'dies':
      return { ...fate, window: context.diesAfter, exitCode: context.exitCode };
    case 'dies-late':
      return { ...fate, window: context.diesLateAfter, exitCode: context.exitCode };
    case 'turns-unhealthy':
      return { ...fate, window: context.unhealthyAfter };
    case 'starts-slowly':
      return { ...fate, window: context.slowStart };
    case 'eats-memory':
      return { ...fate, window: context.eatsMemory, memoryMb: context.memoryMb };
  }
}

/** The fate with the details after its name; undefined where they do not fit it. */
function detailed(fate: Fate, details: readonly string[]): Fate | undefined {
  const [first, second, ...rest] = details;
  if (first === undefined) return fate;
  if (rest.length > 0) return undefined;
  switch (fate.kind) {
    case 'good':
    case 'never-healthy':
    case 'unschedulable':
    case 'image-missing':
      return undefined;
    case 'dies':
    case 'dies-late': {
      const window = windowKind.decode(first);
      const exitCode = second === undefined ? fate.exitCode : wholeNumber(0, 255).decode(second);
      return window === undefined || exitCode === undefined ? undefined : { ...fate, window, exitCode };
    }
    case 'turns-unhealthy':
    case 'starts-slowly': {
      const window = second === undefined ? windowKind.decode(first) : undefined;
      return window === undefined ? undefined : { ...fate, window };
    }
    case 'eats-memory': {
      const memoryMb = second === undefined ? size(1).decode(first) : undefined;
      return memoryMb === undefined ? undefined : { ...fate, memoryMb };
    }
  }
}

function refused({ where, code }: FateContext, what: string, remedy: string): SimError {
  return new SimError({ code, where, what, remedy });
}
