import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import { exchangeFor, endWork, type Exchange } from '../help/exchange.ts';
import type { Aide, Aides, HelpWanted } from '../help/aide.ts';
import type { SharedTables } from '../part-keys.ts';

/** What a thread is told when it is started. */
export interface AideJob {
  /** A module that exports `aide`, and what to pass to it. */
  readonly module: string;
  readonly job: unknown;
  readonly exchange: Exchange;
  readonly tables: SharedTables;
  readonly rank: number;
  /** Where it says why it cannot begin. */
  readonly port: MessagePort;
}

export interface AideModule {
  readonly aide: (job: unknown) => Aide;
}

/** A tenth of a second of work, or a few. */
const FEW = 2_048;

/** So many threads, started for each search that turns out to be large. */
export function aidesFrom(threads: number, module: string, job: unknown, few = FEW): Aides {
  return {
    few,
    start({ tables, requestWords }: HelpWanted) {
      const exchange = exchangeFor(threads, requestWords);
      const started = Array.from({ length: threads }, (_, rank) => start({ module, job, exchange, tables, rank }));
      return {
        exchange,
        end() {
          endWork(exchange);
          const said = started.map(({ port }) => receiveMessageOnPort(port)?.message as string | undefined);
          for (const { worker } of started) void worker.terminate();
          const failed = said.find((message) => message !== undefined);
          if (failed !== undefined) throw new Error(failed);
        },
      };
    },
  };
}

interface Started {
  readonly worker: Worker;
  readonly port: MessagePort;
}

function start(job: Omit<AideJob, 'port'>): Started {
  const { port1, port2 } = new MessageChannel();
  const workerData: AideJob = { ...job, port: port2 };
  // What is shipped needs nothing that this process was started with.
  const options = { workerData, transferList: [port2], execArgv: [] };
  const worker = new Worker(new URL('./aide.js', import.meta.url), options);
  return { worker, port: port1 };
}
