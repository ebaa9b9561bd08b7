// How many mutants of a class were told from the real thing, and the table that says so.

export interface ClassScore {
  readonly class: string;
  readonly mutants: number;
  readonly killed: number;
  /** By name. */
  readonly survivors: readonly string[];
}

export function total(scores: readonly ClassScore[], name: string): ClassScore {
  return {
    class: name,
    mutants: scores.reduce((sum, { mutants }) => sum + mutants, 0),
    killed: scores.reduce((sum, { killed }) => sum + killed, 0),
    survivors: scores.flatMap(({ survivors }) => survivors),
  };
}

export const shareKilled = ({ mutants, killed }: ClassScore): number => (mutants === 0 ? 1 : killed / mutants);

/** Markdown, one row a class. */
export function scoreTable(scores: readonly ClassScore[]): string {
  const rows = scores.map((score) => [
    score.class,
    String(score.mutants),
    String(score.killed),
    String(score.mutants - score.killed),
    `${(shareKilled(score) * 100).toFixed(1)} %`,
  ]);
  const lines = [['class', 'mutants', 'killed', 'survived', 'killed'], ['---', '--:', '--:', '--:', '--:'], ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
