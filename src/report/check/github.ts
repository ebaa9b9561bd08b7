import { PLAIN } from '../columns.ts';
import { headline } from './headline.ts';
import type { CheckResult, ServiceResult } from './result.ts';
import { nameOf } from './service-words.ts';
import { checkText } from './text.ts';
import { visible } from '../visible.ts';

/** The text, and workflow commands that GitHub (and Gitea) Actions show as annotations of the run. */
export function checkGithub(result: CheckResult): string {
  const { status, reason, services, claim } = result;
  const overall = command(status === 'pass' ? 'notice' : 'error', headline(result), reason.words);
  const each = services.flatMap(annotation);
  const notes = claim.limits.map((limit) => command('warning', `sim check ${result.stack}`, limit));
  return `${checkText(result, PLAIN)}${[overall, ...each, ...notes].join('\n')}\n`;
}

function annotation(service: ServiceResult): readonly string[] {
  const { status, says } = service;
  if (status === 'pass' || status === 'skip' || says === null) return [];
  return [command('error', `${nameOf(service)}: ${status}`, says)];
}

/** actions/toolkit command.ts: escapeData and escapeProperty. */
function command(kind: 'notice' | 'warning' | 'error', title: string, message: string): string {
  return `::${kind} title=${property(title)}::${data(message)}`;
}

const data = (text: string): string =>
  visible(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
