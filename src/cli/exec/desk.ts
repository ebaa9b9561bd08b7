import type { EngineWorld, EngineWrite } from '#adapters/engine-api/engine-world.js';
import { takeWrite } from '#adapters/engine-api/engine-world.js';
import { createLedger, type Ledger } from '#adapters/engine-api/ledger.js';
import type { GrowingModel } from '#adapters/engine-api/growing.js';
import { simulatedEngine, type EngineReply, type EngineRequest } from '#adapters/engine-api/simulated-engine.js';
import { byReference } from '#adapters/engine-api/shelves.js';
import { specSeeds, type SpecSeeds } from '#adapters/engine-api/spec-table.js';
import { answersRequests, nowMs } from '#model/view.js';
import type { Client, ClientAct, ClientRequest, ClientWorld } from '#properties/client.js';
import { hc1 } from '../../assertions/hc1.ts';
import type { Row } from '../../layout/layout.ts';
import { clientRequest, HEALTH, type ServiceNamed } from './client-act.ts';
import type { Launcher, Started } from './launcher.ts';

export interface DeskOptions {
  readonly launcher: () => Launcher;
  readonly head: string;
  /** Wall-clock ms that one run's client may take. */
  readonly timeoutMs: number;
  readonly passCode: number;
  readonly undecidedCodes: readonly number[];
  /** What is made of the requests that come in before the engine sees them. */
  readonly amend?: (request: EngineRequest) => EngineRequest;
}

/** Where one client's requests wait for their answers, run after run. */
export interface Desk {
  readonly client: Client;
  /** Answers a request to the engine once the schedule says so. */
  readonly engine: (request: EngineRequest, gone: AbortSignal) => Promise<EngineReply>;
  /** Whether the app answers, once the schedule says so. */
  readonly health: () => Promise<boolean>;
  /** The last that the client printed. */
  readonly said: () => string;
}

/** A request that waits. */
interface Waiting {
  readonly act: ClientRequest;
  readonly answer: (run: Run) => void;
  readonly refuse: () => void;
  readonly gone: AbortSignal | null;
}

interface Run {
  readonly world: ClientWorld;
  readonly engine: EngineWorld;
  readonly waiting: Waiting[];
  readonly ended: ClientAct[];
  started: Started | null;
  timer: NodeJS.Timeout | null;
  wake: (() => void) | null;
  /** The client could not be started. */
  failure: Error | null;
}

export function desk(options: DeskOptions): Desk {
  let run: Run | null = null;
  let seeds: SpecSeeds | null = null;
  let text = '';

  const arrives = <T>(gone: AbortSignal | null, act: ClientRequest, answer: (run: Run) => T): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const refuse = (): void => reject(new Error('the run is over'));
      if (run === null) {
        refuse();
        return;
      }
      run.waiting.push({ act, answer: (current) => resolve(answer(current)), refuse, gone });
      run.wake?.();
    });

  return {
    said: () => text,
    health: () => arrives(null, HEALTH, ({ world }) => answersRequests(world.model, world.row)),
    engine(sent, gone) {
      const request = options.amend?.(sent) ?? sent;
      if (run === null) return Promise.reject(new Error('no run is under way'));
      if (!simulatedEngine.looks(request)) {
        return Promise.resolve(timed(simulatedEngine.handle(request, run.engine), run.world.row));
      }
      const act = clientRequest(request, serviceNamedIn(run.engine));
      return arrives(gone, act, ({ engine }) => timed(simulatedEngine.handle(request, engine), engine.row));
    },
    client: {
      begin(world) {
        seeds ??= specSeeds(world.model);
        run = newRun(world, seeds, options.head);
      },
      async next() {
        if (run === null) throw new Error('invariant broken: no run has begun');
        run.started ??= start(run, options);
        for (;;) {
          const act = nextOf(run);
          if (act !== null) return act;
          await new Promise<void>((resolve) => {
            if (run !== null) run.wake = resolve;
          });
        }
      },
      answer(act) {
        const at = run?.waiting.findIndex((waiting) => waiting.act === act) ?? -1;
        const [waiting] = run?.waiting.splice(Math.max(0, at), at < 0 ? 0 : 1) ?? [];
        if (run !== null) waiting?.answer(run);
      },
      moved() {
        run?.engine.ledger.note(run.world.row);
      },
      async end() {
        const over = run;
        run = null;
        text = over === null ? '' : await ended(over);
      },
    },
  };
}

function newRun(world: ClientWorld, seeds: SpecSeeds, head: string): Run {
  const model = world.model as GrowingModel;
  const ledger: Ledger = createLedger({ model, seeds, isHeadStamp: (stamp) => hc1(stamp, head) });
  const write = (change: EngineWrite): void => {
    takeWrite(model, world.row, change);
    if (change.does !== 'sets-availability') world.wrote();
  };
  ledger.note(world.row);
  const engine = { model, row: world.row, ledger, write };
  return { world, engine, waiting: [], ended: [], started: null, timer: null, wake: null, failure: null };
}

/** A client that knows it can tell the time by it: the schedule's, in virtual ms. */
const timed = (reply: EngineReply, row: Row): EngineReply => ({
  ...reply,
  headers: { ...reply.headers, 'Sim-Clock': String(nowMs(row)) },
});

const serviceNamedIn =
  ({ model, ledger }: EngineWorld): ServiceNamed =>
  (reference) => {
    const all = model.services.map((_service, s) => s);
    const named = (of: 'id' | 'name') => (s: number) => ledger.service(s)[of];
    return byReference(all, reference, named('id'), named('name')) ?? null;
  };

/** Ends what is left of it; what its client printed last. */
async function ended({ started, timer, waiting }: Run): Promise<string> {
  if (timer !== null) clearTimeout(timer);
  started?.kill();
  for (const { refuse } of waiting) refuse();
  await started?.ended.catch(() => undefined);
  return started?.said() ?? '';
}

/** The first request that waits, or else the client's end. One whose client has hung up waits no more. */
function nextOf(run: Run): ClientAct | null {
  run.wake = null;
  if (run.failure !== null) throw run.failure;
  while (run.waiting[0]?.gone?.aborted === true) run.waiting.shift()?.refuse();
  return run.ended[0] ?? run.waiting[0]?.act ?? null;
}

function start(run: Run, { launcher, timeoutMs, passCode, undecidedCodes }: DeskOptions): Started {
  const started = launcher().start();
  const ends = (act: ClientAct): void => {
    if (run.timer !== null) clearTimeout(run.timer);
    run.ended.push(act);
    run.wake?.();
  };
  run.timer = setTimeout(() => {
    started.kill();
    ends({ does: 'ends', verdict: 'undecided', how: `nothing within ${timeoutMs} ms` });
  }, timeoutMs);
  void started.ended.then(
    (code) => {
      const verdict = code === passCode ? 'pass' : undecidedCodes.includes(code) ? 'undecided' : 'fail';
      ends({ does: 'ends', verdict, how: `code ${code}` });
    },
    (error: unknown) => {
      run.failure = error as Error;
      run.wake?.();
    },
  );
  return started;
}
