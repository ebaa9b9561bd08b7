import { evidenceWords } from './evidence-words.ts';
import { headline } from './headline.ts';
import type { CheckResult, CheckStatus } from './result.ts';
import { nameOf, saysBeside, stampWords, statusWords, taskWords } from './service-words.ts';
import { visible } from '../visible.ts';

const MARK: Readonly<Record<CheckStatus, string>> = {
  pass: '✅ pass',
  fail: '❌ fail',
  unverified: '⚠️ unverified',
  skip: '➖ skip',
};

/** For a comment or a job's summary. */
export function checkMarkdown(result: CheckResult): string {
  const { services, status, reason, claim } = result;
  const rows = services.map((service) => {
    const says = saysBeside(service, reason.words);
    const cells = [nameOf(service), statusWords(service), stampWords(service), taskWords(service), says];
    const [name = '', ...rest] = cells.map(harmless);
    return `| ${[name, MARK[service.status], ...rest].join(' | ')} |`;
  });
  const header = ['| service | result | status | stamp | tasks | |', '| --- | --- | --- | --- | --- | --- |'];
  return [
    `### ${MARK[status]}: ${harmless(headline(result))}`,
    '',
    harmless(reason.words),
    ...(rows.length === 0 ? [] : ['', ...header, ...rows]),
    ...result.evidence.flatMap((one) => {
      const { title, log } = evidenceWords(one);
      const fence = '`'.repeat(Math.max(3, longestRun(log) + 1));
      return ['', harmless(title), '', `${fence}text`, ...log, fence];
    }),
    ...claim.limits.flatMap((limit) => ['', `> ${harmless(limit)}`]),
    '',
  ].join('\n');
}

/**
 * What Markdown, HTML or an automatic link could begin with, as an entity. Mentions and references are looked for in the text
 * that is shown, entities or not: there a space of no width is put behind the sign.
 */
function harmless(text: string): string {
  return visible(text).replaceAll(/[\\`*_{}[\]<>()+!|&~]|:(?=\/\/)|(?<=www)\.|[@#]/g, (sign) =>
    sign === '@' || sign === '#' ? `${sign}&#8203;` : `&#${sign.charCodeAt(0)};`,
  );
}

function longestRun(lines: readonly string[]): number {
  return Math.max(0, ...lines.flatMap((line) => Array.from(line.matchAll(/`+/g), ([run]) => run.length)));
}
