import { evidenceWords } from './evidence-words.ts';
import { headline } from './headline.ts';
import type { CheckResult, ServiceResult } from './result.ts';
import { nameOf, serviceWords } from './service-words.ts';
import { visible } from '../visible.ts';

/** JUnit's XML, as CI servers read it: a suite of the stack, a case a service. What is unverified is an error: it blocks. */
export function checkJunit(result: CheckResult): string {
  const cases = casesOf(result);
  const count = (element: string): number => cases.filter(({ outcome }) => outcome.startsWith(`<${element}`)).length;
  const counts = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
  const time = `time="${(result.timings.elapsedMs / 1000).toFixed(3)}"`;
  const name = attribute(`sim check ${result.stack} ${result.head} ${result.rule}`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts} ${time}>`,
    `  <testsuite name="${name}" ${counts} ${time}>`,
    ...cases.flatMap((one) => caseLines(one, result)),
    ...systemOut(result),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

interface Case {
  readonly name: string;
  readonly outcome: string;
}

/** Without a service there is one case all the same: an empty suite is green to most readers. */
function casesOf(result: CheckResult): readonly Case[] {
  if (result.services.length > 0) {
    return result.services.map((service) => ({ name: nameOf(service), outcome: outcomeOf(service, result) }));
  }
  return [{ name: result.stack, outcome: element('error', result.reason.code, result.reason.words, headline(result)) }];
}

function outcomeOf(service: ServiceResult, { reason }: CheckResult): string {
  const says = service.says ?? reason.words;
  switch (service.status) {
    case 'pass':
      return '';
    case 'skip':
      return `<skipped message="${attribute(says)}"/>`;
    case 'fail':
      return element('failure', reason.code, says, serviceWords(service));
    case 'unverified':
      return element('error', reason.code, `${says}; ${reason.words}`, serviceWords(service));
  }
}

function element(kind: 'failure' | 'error', type: string, message: string, text: string): string {
  return `<${kind} type="${attribute(type)}" message="${attribute(message)}">${escape(text)}</${kind}>`;
}

function caseLines({ name, outcome }: Case, { stack }: CheckResult): readonly string[] {
  const opening = `    <testcase classname="${attribute(stack)}" name="${attribute(name)}"`;
  return outcome === '' ? [`${opening}/>`] : [`${opening}>`, `      ${outcome}`, '    </testcase>'];
}

function systemOut({ evidence, claim }: CheckResult): readonly string[] {
  const lines = evidence.flatMap((one) => {
    const { title, log } = evidenceWords(one);
    return [title, ...log.map((line) => `| ${line}`)];
  });
  const all = [...lines, ...claim.limits.map((limit) => `note: ${limit}`)];
  return all.length === 0 ? [] : [`    <system-out>${all.map(escape).join('\n')}</system-out>`];
}

export const attribute = (text: string): string => escape(text);

// `visible` has taken out whatever XML 1.0 cannot hold at all.
const escape = (text: string): string =>
  visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
