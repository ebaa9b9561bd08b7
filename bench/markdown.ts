export interface Column {
  readonly head: string;
  readonly align: 'left' | 'right';
}

/** A Markdown table, padded so that it reads well as it is. */
export function markdownTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ head }, i) => Math.max(3, head.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${columns.map(({ align }, i) => padded(cells[i] ?? '', widths[i] ?? 0, align)).join(' | ')} |`;
  const rule = columns.map(({ align }, i) => '-'.repeat((widths[i] ?? 0) - 1) + (align === 'right' ? ':' : '-'));
  return [line(columns.map(({ head }) => head)), line(rule), ...rows.map(line)].join('\n');
}

function padded(text: string, width: number, align: 'left' | 'right'): string {
  return align === 'right' ? text.padStart(width) : text.padEnd(width);
}

export const left = (head: string): Column => ({ head, align: 'left' });
export const right = (head: string): Column => ({ head, align: 'right' });
