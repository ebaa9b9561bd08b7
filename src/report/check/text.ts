import { columns } from '../columns.ts';
import type { Style } from '../columns.ts';
import { evidenceWords } from './evidence-words.ts';
import { headline } from './headline.ts';
import type { CheckResult, CheckStatus } from './result.ts';
import { nameOf, saysBeside, stampWords, statusWords, taskWords } from './service-words.ts';
import { visible } from '../visible.ts';

/** What `sim check` prints: the verdict, why, each service, the evidence, and what the verdict rests on. */
export function checkText(result: CheckResult, style: Style): string {
  const { status, reason, services, claim } = result;
  const paint = painter(status, style);
  const rows = services.map((service) => [
    { text: nameOf(service), paint: style.bold },
    { text: service.status, paint: painter(service.status, style) },
    { text: statusWords(service) },
    { text: stampWords(service) },
    { text: taskWords(service) },
    { text: saysBeside(service, reason.words), paint: style.dim },
  ]);
  const lines = [
    `${paint(status.toUpperCase())}  ${style.bold(headline(result))}`,
    `  ${visible(reason.words)}`,
    ...(rows.length === 0 ? [] : ['', ...columns(rows, ['left', 'left', 'left', 'left', 'left', 'left'], '  ')]),
    ...evidenceText(result, style),
    ...(claim.limits.length === 0 ? [] : ['', ...claim.limits.map((limit) => `  ${style.yellow('note')}: ${limit}`)]),
  ];
  return `${lines.join('\n')}\n`;
}

function evidenceText({ evidence, evidenceMissing }: CheckResult, style: Style): readonly string[] {
  const shown = evidence.flatMap((one) => {
    const { title, log } = evidenceWords(one);
    return ['', `  ${style.bold(title)}`, ...log.map((line) => style.dim(`    | ${line}`))];
  });
  return evidenceMissing === null ? shown : [...shown, '', `  no evidence: ${visible(evidenceMissing)}`];
}

function painter(status: CheckStatus, style: Style): (text: string) => string {
  switch (status) {
    case 'pass':
      return style.green;
    case 'fail':
      return style.red;
    case 'unverified':
      return style.yellow;
    case 'skip':
      return style.dim;
  }
}
