import { grouped, plural } from '../wording.ts';
import { says } from './says.ts';
import type { ProofReport } from './result.ts';

/** For a pull request's comment or a job's summary. */
export function proofMarkdown({ bounds, results }: ProofReport): string {
  const rows = results.map(({ rule, outcome, refuted, states, depth }) => {
    const steps = refuted === null ? '' : grouped(refuted.written.finding.stepsToVerdict);
    return `| \`${rule}\` | ${outcome} | ${steps} | ${grouped(states)} | ${grouped(depth)} |`;
  });
  return [
    `### sim prove: bounds ${bounds.name}, ${plural(bounds.worlds.length, 'world')}`,
    '',
    '| rule | outcome | steps | states | depth |',
    '| --- | --- | ---: | ---: | ---: |',
    ...rows,
    '',
    ...results.map((result) => `- \`${result.rule}\` ${says(result)}`),
    '',
  ].join('\n');
}
