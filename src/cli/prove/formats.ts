import type { Style } from '../../report/columns.ts';
import { proofJson } from '../../report/prove/json.ts';
import { proofJunit } from '../../report/prove/junit.ts';
import { proofMarkdown } from '../../report/prove/markdown.ts';
import type { ProofReport } from '../../report/prove/result.ts';
import { proofTap } from '../../report/prove/tap.ts';
import { proofText } from '../../report/prove/text.ts';

export const PROOF_FORMATS = ['text', 'json', 'junit', 'tap', 'markdown'] as const;
export type ProofFormat = (typeof PROOF_FORMATS)[number];

/** The certificate as text. The same inputs give the same bytes, whatever the number of threads. */
export const FORMATS: Readonly<Record<ProofFormat, (report: ProofReport, style: Style) => string>> = {
  text: proofText,
  json: proofJson,
  junit: proofJunit,
  tap: proofTap,
  markdown: proofMarkdown,
};
