import type { Model } from '#model/model.js';
import { E, EVENT, O } from '#model/world.js';
import { get, set, type Row } from '#src/layout/layout.js';

/** Tasks lie elsewhere now: events about them say so. `placed`: where a task is that was there. */
export function renumberTaskEvents({ places, orchestrators }: Model, row: Row, placed: (task: number) => number): void {
  for (let q = 0; q < orchestrators.length; q++) {
    for (let e = 0; e < get(row, places.orchestrator(q) + O.queued); e++) {
      const event = places.event(q, e);
      if (get(row, event + E.kind) === EVENT.task) set(row, event + E.subject, placed(get(row, event + E.subject)));
    }
  }
}
