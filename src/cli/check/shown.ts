import type { Picture } from '../../assertions/picture.ts';
import { wantedOf } from '../../assertions/picture.ts';
import type { Live } from '../../report/check/live.ts';

/** A service's picture as the live view shows it. */
export function shownOf({ name, service, carriesHead, current, older, counted }: Picture): Live['services'][number] {
  return {
    name,
    updateState: service?.updateState ?? null,
    stamp: service?.stamp ?? null,
    carriesHead,
    wanted: service === null ? (counted?.desired ?? null) : wantedOf(service, current),
    current: current ?? (counted === null ? null : { running: counted.running, coming: 0, leaving: 0, dead: 0 }),
    older,
  };
}
