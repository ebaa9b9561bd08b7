import type { WrittenFinding } from './result.ts';

/**
 * The few findings that are spelled out: one of each kind, then one of each further cause; where there is a choice, without
 * the operator's moves, and over a rollback, which is what people meet. Their order stays.
 */
export function telling(findings: readonly WrittenFinding[], most: number): readonly WrittenFinding[] {
  const plainFirst = findings.toSorted((a, b) => strangeness(a) - strangeness(b));
  const chosen = new Set<WrittenFinding>();
  for (const differs of [byKind, byCause, byNothing]) {
    for (const candidate of plainFirst) {
      const isNew = [...chosen].every((other) => differs(candidate, other));
      if (isNew && chosen.size < most) chosen.add(candidate);
    }
  }
  return findings.filter((finding) => chosen.has(finding));
}

function strangeness({ finding: { facts } }: WrittenFinding): number {
  return ((facts['moves'] ?? 'none') === 'none' ? 0 : 2) + (facts['cause'] === 'rolled-back' ? 0 : 1);
}

const byKind = (a: WrittenFinding, b: WrittenFinding): boolean => a.finding.kind !== b.finding.kind;
const byCause = (a: WrittenFinding, b: WrittenFinding): boolean =>
  byKind(a, b) || a.finding.facts['cause'] !== b.finding.facts['cause'];
const byNothing = (a: WrittenFinding, b: WrittenFinding): boolean => a !== b;
