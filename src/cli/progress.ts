import { grouped } from '../report/wording.ts';
import type { Io } from './io.ts';
import type { SearchProgress } from './search.ts';

/** A line on stderr that says how far the search is, on a terminal only. */
export interface Progress {
  /** A search begins: the `nth` of `total`. */
  readonly begin: (search: { readonly rule: string; readonly scenario: string }) => void;
  readonly update: (progress: SearchProgress) => void;
  /** Counts what the search that ends here has found. */
  readonly end: (races: number) => void;
  /** Takes the line away. */
  readonly clear: () => void;
}

const EVERY_MS = 100;
const CLEAR_LINE = '\r\u001b[K';
const SILENT: Progress = {
  begin: () => undefined,
  update: () => undefined,
  end: () => undefined,
  clear: () => undefined,
};

/** A line on a terminal that the next takes the place of, and the last leaves nothing of. */
export function transientLine({ stderr }: Pick<Io, 'stderr'>, text: string, isLast: boolean): void {
  if (stderr.isTTY) stderr.write(`${CLEAR_LINE}${isLast ? '' : text}`);
}

export function progressLine({ stderr }: Pick<Io, 'stderr'>, total: number): Progress {
  if (!stderr.isTTY) return SILENT;
  const state = { nth: 0, name: '', begunMs: 0, drawnMs: -EVERY_MS, races: 0 };
  const draw = (text: string, nowMs: number): void => {
    state.drawnMs = nowMs;
    // A terminal that does not know its width says 0.
    const width = stderr.columns === undefined || stderr.columns === 0 ? 80 : stderr.columns;
    stderr.write(CLEAR_LINE + text.slice(0, width - 1));
  };
  return {
    begin({ rule, scenario }) {
      const now = performance.now();
      Object.assign(state, { nth: state.nth + 1, name: `${rule} on ${scenario}`, begunMs: now });
      draw(`[${state.nth}/${total}] ${state.name}`, now);
    },
    update(progress) {
      const now = performance.now();
      if (now - state.drawnMs < EVERY_MS) return;
      draw(`[${state.nth}/${total}] ${state.name}: ${effort(progress, now - state.begunMs, state.races)}`, now);
    },
    end: (races) => void (state.races += races),
    clear: () => stderr.write(CLEAR_LINE),
  };
}

function effort({ runs, steps, races }: SearchProgress, tookMs: number, before: number): string {
  const rate = (count: number) => grouped((count * 1000) / Math.max(1, tookMs));
  return `${grouped(runs)} runs (${rate(runs)}/s), ${rate(steps)} steps/s, ${before + races} races found`;
}
