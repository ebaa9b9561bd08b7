import { get, type Row } from '#src/layout/layout.js';
import { paceOf, specAt, type Model } from '../model.ts';
import type { UpdateConfig } from '../scenario.ts';
import { isRollingBack, S } from '../world.ts';

/** The config of this run, from its snapshot of the service. */
export function runConfig(m: Model, w: Row, s: number): UpdateConfig {
  const service = m.places.service(s);
  return paceOf(specAt(m, get(w, service + S.updaterSpec)), isRollingBack(get(w, service + S.updaterState)));
}
