import type { Picture } from '../../assertions/picture.ts';
import { talliesOf, wantedOf } from '../../assertions/picture.ts';
import type { ServiceShown } from '../../report/check/result.ts';

/** A service's picture as reports and the live view show it. */
export function shownOf(picture: Picture): ServiceShown {
  const { name, service, carriesHead, counted } = picture;
  return {
    name,
    updateState: service?.updateState ?? null,
    stamp: service?.stamp ?? null,
    carriesHead,
    wanted: wantedOf(picture),
    running: counted?.running ?? null,
    tasks: talliesOf(picture),
  };
}
