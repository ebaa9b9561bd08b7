// How many mutants of a class were told from the real thing, and the table that says so.

export interface ClassScore {
  readonly class: string;
  readonly mutants: number;
  readonly killed: number;
  /** As many mutants as the class has, of which these are a sample. Absent: these are all. */
  readonly of?: number;
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

/** The share of all mutants of these classes that would be killed if each sample is like its class. */
export function weightedShare(scores: readonly ClassScore[]): number {
  const sizes = scores.map(({ mutants, of = mutants }) => of);
  const killed = scores.map((score, i) => (sizes[i] ?? 0) * shareKilled(score));
  const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
  return sum(killed) / sum(sizes);
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
