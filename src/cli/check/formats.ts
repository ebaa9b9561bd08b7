import { checkGithub } from '../../report/check/github.ts';
import { checkJson } from '../../report/check/json.ts';
import { checkJunit } from '../../report/check/junit.ts';
import { checkMarkdown } from '../../report/check/markdown.ts';
import type { CheckResult } from '../../report/check/result.ts';
import { checkTap } from '../../report/check/tap.ts';
import { checkText } from '../../report/check/text.ts';
import type { Style } from '../../report/columns.ts';

/** How a result may be printed, by the name that --format has for it. */
export const FORMATS = {
  text: checkText,
  json: checkJson,
  junit: checkJunit,
  tap: checkTap,
  markdown: checkMarkdown,
  github: checkGithub,
} as const satisfies Readonly<Record<string, (result: CheckResult, style: Style) => string>>;

export type Format = keyof typeof FORMATS;
