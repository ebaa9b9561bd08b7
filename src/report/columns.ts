/** How text is painted; the caller decides whether that means colour. */
export type Paint = (text: string) => string;

export interface Style {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly cyan: Paint;
}

const asIs: Paint = (text) => text;
export const PLAIN: Style = { bold: asIs, dim: asIs, red: asIs, green: asIs, yellow: asIs, cyan: asIs };

export interface Cell {
  readonly text: string;
  readonly paint?: Paint;
}

export type Align = 'left' | 'right';

const GAP = '  ';

/** Rows of cells as aligned lines without trailing spaces. Paint is put on after padding, so it takes no room. */
export function columns(rows: readonly (readonly Cell[])[], aligns: readonly Align[], indent = ''): readonly string[] {
  const widths = aligns.map((_, column) => Math.max(0, ...rows.map((row) => row[column]?.text.length ?? 0)));
  return rows.map((row) => indent + line(row, widths, aligns));
}

function line(row: readonly Cell[], widths: readonly number[], aligns: readonly Align[]): string {
  const last = row.findLastIndex((cell) => cell.text !== '');
  return row
    .slice(0, last + 1)
    .map((cell, column) => {
      const width = widths[column] ?? 0;
      const padding = ' '.repeat(Math.max(0, width - cell.text.length));
      const painted = cell.paint === undefined ? cell.text : cell.paint(cell.text);
      if (aligns[column] === 'right') return padding + painted;
      return column === last ? painted : painted + padding;
    })
    .join(GAP);
}
