import type { ProofReport } from '../../report/prove/result.ts';
import { parseCertificate, type Certificate } from '../../scenario/certificate.ts';
import { readText } from '../read-text.ts';

export function loadCertificate(file: string, cwd: string): Certificate {
  const text = readText(file, cwd, {
    code: 'certificate.unreadable',
    thing: 'the certificate',
    where: `--against ${file}`,
    remedy: 'Name a file that sim prove --json has printed.',
  });
  return parseCertificate(text, file);
}

/** How good an outcome is; a proof may only get better. */
const RANK: Readonly<Record<string, number>> = { refuted: 0, undecided: 1, unwitnessed: 1, proved: 2 };

/** Why the certificate does not hold any more, a line each; none: it holds. */
export function differences(certificate: Certificate, report: ProofReport): readonly string[] {
  const lines: string[] = [];
  for (const [name, digest] of Object.entries(report.digests)) {
    if (certificate.digests[name] === digest) continue;
    lines.push(
      `the ${name} changed since the certificate was made, which needs a new proof: sim prove --json > CERTIFICATE`,
    );
  }
  if (certificate.bounds.name !== report.bounds.name) {
    lines.push(`its bounds are ${certificate.bounds.name}, these are ${report.bounds.name}`);
  }
  for (const { rule, outcome } of certificate.results) {
    const now = report.results.find((result) => result.rule === rule);
    if (now === undefined) lines.push(`${rule} was ${outcome}, and is not among the rules any more`);
    else if ((RANK[now.outcome] ?? 0) < (RANK[outcome] ?? 0))
      lines.push(`${rule} was ${outcome}, and is ${now.outcome}`);
  }
  return lines;
}
