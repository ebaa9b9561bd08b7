import { sinceOf, talliesOf } from '../../assertions/picture.ts';
import type { Picture } from '../../assertions/picture.ts';
import type { Watched } from '../../assertions/watch.ts';
import type { Evidence, EvidencePort } from '../../port/evidence.ts';
import type { CheckResult } from '../../report/check/result.ts';
import { systemError } from '../system-error.ts';
import { within } from './limited.ts';

/** Of how many services evidence is looked for, and for how long of each. */
const MOST = 4;
const LIMIT_MS = 15_000;

type Gathered = Pick<CheckResult, 'evidence' | 'evidenceMissing'>;

/** The last failed task of each service that may have to do with a verdict that is no pass. Without evidence the verdict stands. */
export async function gatherEvidence(
  port: EvidencePort,
  { verdict, decidedBy, error }: Watched,
  pictures: readonly Picture[],
): Promise<Gathered> {
  if (verdict.verdict === 'pass') return { evidence: [], evidenceMissing: null };
  if (error !== null) return { evidence: [], evidenceMissing: 'the engine does not answer' };
  const suspects = pictures
    .map((picture, index) => ({ picture, index }))
    .filter(({ picture, index }) => index === decidedBy || !isWhole(picture))
    .slice(0, MOST);
  const found: Evidence[] = [];
  for (const { picture, index } of suspects) {
    try {
      const looking = port.lastFailure(index, sinceOf(picture) ?? 0);
      const failure = await within(looking, LIMIT_MS, () => 'late' as const);
      if (failure === 'late') return { evidence: found, evidenceMissing: 'it took too long to come by' };
      if (failure !== null) found.push(failure);
    } catch (cause) {
      return { evidence: found, evidenceMissing: cause instanceof Error ? cause.message : systemError(cause) };
    }
  }
  return { evidence: found, evidenceMissing: null };
}

/** Nothing about its tasks is amiss, as far as is known. */
function isWhole(picture: Picture): boolean {
  const tallies = talliesOf(picture);
  if (picture.service === null || tallies === null) return false;
  const { running, coming, dead } = tallies.head;
  return dead === 0 && coming === 0 && running > 0 && running >= picture.service.replicas;
}
