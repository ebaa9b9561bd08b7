import { columns } from '../columns.ts';
import type { ServiceShown } from './result.ts';
import { nameOf, serviceWords } from './service-words.ts';
import { visible } from '../visible.ts';

/** What a watch stands at. */
export interface Live {
  /** As in `disc-ae10f0, head 7ae7b0f76efb, head-serves`. */
  readonly title: string;
  readonly services: readonly ServiceShown[];
  readonly elapsedMs: number;
  /** null: there is none. */
  readonly timeoutMs: number | null;
  /** What the last round lacked of a pass; null: nothing, or nobody says. */
  readonly missing: string | null;
  /** When the rule passes if nothing changes until then, from now; null: not in sight. */
  readonly closesInMs: number | null;
  /** The answer that was none, if the last was none. */
  readonly error: string | null;
}

/** One block of lines, drawn over and over. */
export function liveBlock(live: Live): readonly string[] {
  const clock = seconds(live.elapsedMs);
  const time = live.timeoutMs === null ? clock : `${clock} of ${seconds(live.timeoutMs)}`;
  const rows = live.services.map((service) => [
    { text: nameOf(service) },
    { text: serviceWords(service) || 'not read yet' },
  ]);
  return [
    `${visible(live.title)}  ${time}`,
    ...columns(rows, ['left', 'left'], '  '),
    ...waits(live).map((line) => `  ${line}`),
  ];
}

/** Lines that say what has changed between two states of a watch: one a service, one of what it waits for. */
export function changedLines(before: Live | null, now: Live): readonly string[] {
  const at = `${(now.elapsedMs / 1000).toFixed(1)}s`.padStart(8);
  const services = now.services.flatMap((service, index) => {
    const words = serviceWords(service);
    const was = before?.services[index];
    // The first look is told whole: inspected and listed.
    return service.tasks === null || (was !== undefined && serviceWords(was) === words)
      ? []
      : [`${nameOf(service)}: ${words}`];
  });
  const waiting = waitsFor(now);
  const changed = waiting !== null && (before === null || waitsFor(before) !== waiting) ? [waiting] : [];
  return [...services, ...changed].map((line) => `${at}  ${line}`);
}

function waits(live: Live): readonly string[] {
  const { closesInMs } = live;
  if (live.error === null && closesInMs !== null) {
    return [`unchanged; passes in ${seconds(Math.max(0, closesInMs))} if nothing changes`];
  }
  const waiting = waitsFor(live);
  return waiting === null ? [] : [waiting];
}

function waitsFor({ missing, error }: Live): string | null {
  if (error !== null) return visible(`no answer: ${error}`);
  return missing === null ? null : visible(`waits for ${missing}`);
}

const seconds = (ms: number): string => `${Math.ceil(ms / 1000)} s`;
