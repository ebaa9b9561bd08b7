import type { EndedBy, Evidence } from '../../port/evidence.ts';
import { visible } from '../visible.ts';

/** What is known of a failed task, line by line, its log apart from it. */
export function evidenceWords(evidence: Evidence): { readonly title: string; readonly log: readonly string[] } {
  const { service, task, slot, node, state, exitCode, endedBy, error, log, logMissing } = evidence;
  const place = slot > 0 ? `slot ${slot}, ` : '';
  const exit = exitCode === null ? '' : `, exit code ${exitCode}`;
  const by = BY[endedBy];
  const said = error === '' ? '' : `: ${error}`;
  const title = `task ${task} of ${service} (${place}node ${node}): ${state}${exit}${by}${said}`;
  const lines = log ?? [`no log: ${logMissing ?? 'it could not be had'}`];
  return { title: visible(title), log: lines.map(visible) };
}

/** Exit code 137 alone says nothing of memory: it is any SIGKILL. */
const BY: Readonly<Record<EndedBy, string>> = {
  itself: ', ended by itself',
  'health-check': ', killed since its health check failed',
  'oom-killer': ', killed by the kernel for want of memory',
  rejection: ', rejected before it ran',
  unknown: '',
};
