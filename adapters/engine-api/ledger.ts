import type { Row } from '#src/layout/layout.js';
import { nowMs } from '#model/view.js';
import { raftIndex } from '#model/view-details.js';
import { textIn } from './documents.ts';
import { swarmId } from './identities.ts';
import { EPOCH_MS } from './instants.ts';
import { serviceEvents, type EngineEvent } from './service-events.ts';
import { shelves, type Shelves } from './shelves.ts';
import { specTable, type SpecTable, type SpecTableOptions } from './spec-table.ts';
import { taskNotes, type TaskNotes } from './task-notes.ts';

/** A service as its clients know it. One that was removed and created again is another one. */
interface NamedService {
  readonly name: string;
  readonly id: string;
  readonly createdAtMs: number;
}

/**
 * What an engine remembers of one world beside its row: the JSON that clients sent, and what went by (events, what tasks printed).
 * A world has one of its own, from its first instant on.
 */
export interface Ledger {
  /** The wall clock's ms at virtual 0. */
  readonly epochMs: number;
  readonly specs: SpecTable;
  readonly shelves: Shelves;
  readonly tasks: TaskNotes;
  readonly events: readonly EngineEvent[];
  readonly service: (s: number) => NamedService;
  /** When the service was written last. */
  readonly writtenAtMs: (s: number) => number;
  /** The task that made the updater stop or roll back, the last time that it did; null: it never has. */
  readonly blamed: (s: number) => number | null;
  /** A service is about to be created here, under this name. */
  readonly name: (s: number, name: string, row: Row) => void;
  /** The world has moved: to be told after every step, so that nothing goes by unseen. */
  readonly note: (row: Row) => void;
  readonly emit: (event: EngineEvent) => void;
  /** Settles when the world has moved, or something was emitted: for streams. */
  readonly moved: () => Promise<void>;
}

export interface LedgerOptions extends SpecTableOptions {
  readonly epochMs?: number | undefined;
}

export function createLedger(options: LedgerOptions): Ledger {
  const { model, epochMs = EPOCH_MS } = options;
  const specs = specTable(options);
  const { stack } = model.scenario;
  const names = model.services.map(({ name, firstSpec }): NamedService => {
    const full = textIn(specs.documentAt(firstSpec), 'Name') || `${stack}_${name}`;
    return { name: full, id: swarmId('service', full), createdAtMs: 0 };
  });
  const service = (s: number): NamedService => names[s] as NamedService;
  const events: EngineEvent[] = [];
  const tasks = taskNotes(model);
  const watch = serviceEvents(model, { service, documentAt: specs.documentAt });
  let waiting: (() => void)[] = [];
  let notedMs = -1;

  const wake = (): void => {
    const woken = waiting;
    waiting = [];
    for (const each of woken) each();
  };
  return {
    epochMs,
    specs,
    shelves: shelves(),
    tasks,
    events,
    service,
    writtenAtMs: (s) => watch.writtenAtMs(s),
    blamed: (s) => watch.blamed(s),
    name: (s, name, row) => {
      names[s] = { name, id: swarmId('service', `${name} ${raftIndex(row)}`), createdAtMs: nowMs(row) };
    },
    note: (row) => {
      const known = events.length;
      tasks.note(row);
      watch.look(row, events);
      if (nowMs(row) === notedMs && events.length === known) return;
      notedMs = nowMs(row);
      wake();
    },
    emit: (event) => {
      events.push(event);
      wake();
    },
    moved: () => new Promise((resolve) => waiting.push(resolve)),
  };
}
