import { outcomesOf, seenIn, type PlayedOut } from './play-out.ts';
import type { Ended } from './rollout.ts';

const HEADINGS = ['prediction', 'rule', 'parameters', 'at once', 'load', 'seen', 'in truth', 'head-serves, same runs'];

/** What was seen, as the README shows it. */
export function table(played: readonly PlayedOut[]): string {
  const rows = played.flatMap((one) => rowsOf(one));
  const widths = HEADINGS.map((heading, i) => Math.max(heading.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]): string => `| ${cells.map((c, i) => c.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(HEADINGS), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function rowsOf({ play, ended, loads }: PlayedOut): readonly (readonly string[])[] {
  const around = [play.parameters, String(play.sideBySide), range(loads)];
  const served = words(outcomesOf('head-serves', ended));
  const of = `of ${ended.length}`;
  if (play.claims.length === 0) {
    const fine = outcomesOf('head-serves', ended)['true-pass'] ?? 0;
    return [['good rollouts pass', 'head-serves', ...around, `${fine} ${of}`, words(causesOf(ended)), served]];
  }
  return play.claims.map((claim) => {
    const times = seenIn(claim, ended);
    const name = claim.expected ? claim.name : `${claim.name} (none is foretold)`;
    return [name, claim.rule, ...around, `${times.length} ${of}`, words(causesOf(times)), served];
  });
}

function range(loads: readonly number[]): string {
  if (loads.length === 0) return '';
  const [least, most] = [Math.min(...loads).toFixed(1), Math.max(...loads).toFixed(1)];
  return least === most ? least : `${least} to ${most}`;
}

function causesOf(ended: readonly Ended[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { truth } of ended) {
    const cause = truth === null ? 'unsettled' : (truth.cause ?? 'good');
    counts[cause] = (counts[cause] ?? 0) + 1;
  }
  return counts;
}

function words(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ');
}
