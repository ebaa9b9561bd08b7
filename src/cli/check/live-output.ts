import type { Live } from '../../report/check/live.ts';
import { changedLines, liveBlock } from '../../report/check/live.ts';
import type { Output } from '../io.ts';

/** Shows how a watch stands while it goes on: on a terminal one block that is drawn over, elsewhere a line a change. */
export interface LiveOutput {
  readonly show: (live: Live) => void;
  /** Takes the block away; lines stay. */
  readonly clear: () => void;
}

const EVERY_MS = 100;

export function liveOutput(output: Output): LiveOutput {
  return output.isTTY ? block(output) : lines(output);
}

function lines(output: Output): LiveOutput {
  let last: Live | null = null;
  return {
    show(live) {
      const changed = changedLines(last, live);
      last = live;
      if (changed.length > 0) output.write(`${changed.join('\n')}\n`);
    },
    clear: () => undefined,
  };
}

function block(output: Output): LiveOutput {
  let height = 0;
  let drawnMs = -Infinity;
  // To the block's first line, and everything below it away.
  const erase = (): string => (height === 0 ? '' : `\u001b[${height}A\r\u001b[J`);
  return {
    show(live) {
      const nowMs = performance.now();
      if (nowMs - drawnMs < EVERY_MS) return;
      drawnMs = nowMs;
      // A terminal that does not know its width says 0. A line that is folded would count twice.
      const width = output.columns === undefined || output.columns === 0 ? 80 : output.columns;
      const shown = liveBlock(live).map((line) =>
        Array.from(line)
          .slice(0, width - 1)
          .join(''),
      );
      output.write(`${erase()}${shown.join('\n')}\n`);
      height = shown.length;
    },
    clear() {
      output.write(erase());
      height = 0;
    },
  };
}
