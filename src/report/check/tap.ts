import { evidenceWords } from './evidence-words.ts';
import type { CheckResult, ServiceResult } from './result.ts';
import { nameOf, serviceWords } from './service-words.ts';
import { visible } from '../visible.ts';

/** TAP 14: a point a service. What is unverified is `not ok`: it blocks. Without a service the one point is the stack's. */
export function checkTap(result: CheckResult): string {
  const { services, stack, reason, claim, evidence } = result;
  const points =
    services.length === 0
      ? [`not ok 1 - ${description(stack)}`, ...diagnostics({ status: 'unverified', says: reason.words }, result)]
      : services.flatMap((service, index) => point(service, index + 1, result));
  const comments = [
    ...claim.limits,
    ...evidence.flatMap((one) => {
      const { title, log } = evidenceWords(one);
      return [title, ...log.map((line) => `| ${line}`)];
    }),
  ];
  return [
    'TAP version 14',
    `1..${Math.max(1, services.length)}`,
    ...points,
    ...comments.map((comment) => `# ${visible(comment)}`),
    '',
  ].join('\n');
}

function point(service: ServiceResult, nth: number, result: CheckResult): readonly string[] {
  const name = description(`${nameOf(service)}: ${serviceWords(service)}`);
  switch (service.status) {
    case 'pass':
      return [`ok ${nth} - ${name}`];
    case 'skip':
      return [`ok ${nth} - ${description(nameOf(service))} # SKIP ${description(service.says ?? '')}`];
    case 'fail':
    case 'unverified':
      return [`not ok ${nth} - ${name}`, ...diagnostics(service, result)];
  }
}

/** A block of YAML; JSON's strings are YAML's. */
function diagnostics(
  { status, says }: Pick<ServiceResult, 'status' | 'says'>,
  { reason, rule }: CheckResult,
): readonly string[] {
  const said = { status, rule, reason: reason.code, message: reason.words, says };
  const lines = Object.entries(said).map(
    ([key, value]) => `  ${key}: ${JSON.stringify(value === null ? null : visible(value))}`,
  );
  return ['  ---', ...lines, '  ...'];
}

/** `#` would begin a directive, a backslash an escape. */
const description = (text: string): string => visible(text).replaceAll('\\', '\\\\').replaceAll('#', '\\#');
