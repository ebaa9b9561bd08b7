import { attribute } from '../check/junit.ts';
import { says } from './says.ts';
import type { ProofReport, RuleProof } from './result.ts';

/** JUnit's XML: a case a rule. Refuted is a failure, and undecided an error: both block. */
export function proofJunit({ bounds, results }: ProofReport): string {
  const count = (...outcomes: readonly RuleProof['outcome'][]): number =>
    results.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const counts = `tests="${results.length}" failures="${count('refuted')}" errors="${count('undecided', 'unwitnessed')}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="sim prove ${bounds.name}" ${counts}>`,
    ...results.flatMap(caseLines),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function caseLines(result: RuleProof): readonly string[] {
  const open = `    <testcase classname="sim prove" name="${attribute(result.rule)}"`;
  if (result.outcome === 'proved') return [`${open}/>`];
  const element = result.outcome === 'refuted' ? 'failure' : 'error';
  return [
    `${open}>`,
    `      <${element} message="${attribute(`${result.outcome}: ${says(result)}`)}"/>`,
    '    </testcase>',
  ];
}
