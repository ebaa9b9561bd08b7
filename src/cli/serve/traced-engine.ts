import { createLedger } from '#adapters/engine-api/ledger.js';
import { EngineError } from '#adapters/engine-api/engine-error.js';
import type { EngineWorld } from '#adapters/engine-api/engine-world.js';
import { growing } from '#adapters/engine-api/growing.js';
import { asked } from '#adapters/engine-api/request.js';
import { simulatedEngine, type EngineRequest } from '#adapters/engine-api/simulated-engine.js';
import { specSeeds } from '#adapters/engine-api/spec-table.js';
import { createModel } from '#model/index.js';
import { answersRequests } from '#model/view.js';
import { systemOf } from '#properties/system-of.js';
import { SimError } from '../../errors.ts';
import { pathOf } from '../../explore/retrace.ts';
import type { TraceStep } from '../../explore/trace.ts';
import { happening, SEEN } from '../../report/happening.ts';
import { parseTraceFile } from '../../scenario/trace-file.ts';
import type { TraceFile } from '../../scenario/trace-file.ts';
import type { Io } from '../io.ts';
import { readText } from '../read-text.ts';
import { replay } from '../search.ts';
import type { OwnedEngine } from './owned-engine.ts';
import { stepLines } from './step-lines.ts';

/** The rule's read that a request is like: what it would have seen there. */
type Look =
  'inspects' | 'counts-replicas' | 'lists-tasks' | 'lists-up-to-date-tasks' | 'lists-nodes' | 'asks-for-health';

/** An engine in which what a trace says happens: each look is answered as the rule's next one of its kind was, the last at the end. */
export function tracedEngine(trace: string, compose: string | undefined, io: Io): OwnedEngine {
  if (compose !== undefined) throw notBoth(compose);
  const recorded = traceFile(trace, io.cwd);
  const lines = stepLines((text) => io.stderr.write(text));
  const { world, walk } = tracedWorld(recorded, (step, isLast) => {
    const { status = '', rule = '' } = step.shows;
    const seen = step.with[SEEN];
    lines.line(step.atMs, step.actor, happening(step), seen === undefined ? status : `the rule saw ${seen} → ${rule}`);
    if (isLast) io.stderr.write('sim: here the trace ends; the world stands still\n');
  });
  return {
    about: `what happens in ${trace}, step by step, to stack ${recorded.scenario.stack}`,
    answer: (request) => {
      const look = simulatedEngine.looks(request) ? lookOf(request) : null;
      if (look !== null) {
        walk(look);
        lines.request(world, request);
      }
      return Promise.resolve(simulatedEngine.handle(request, world));
    },
    isHealthy: () => {
      walk('asks-for-health');
      return answersRequests(world.model, world.row);
    },
    stop: () => undefined,
  };
}

interface TracedWorld {
  readonly world: EngineWorld;
  /** Goes on to the rule's next read of this kind, which is then answered to whoever asks; to the end, if it made no more. */
  readonly walk: (look: Look) => void;
}

function tracedWorld(recorded: TraceFile, onStep: (step: TraceStep, isLast: boolean) => void): TracedWorld {
  const { schedule } = replay(recorded);
  const system = systemOf(recorded);
  const codes = pathOf(system, schedule);
  const row = new Int32Array(system.stride);
  system.initial(row);
  const model = growing(createModel(recorded.scenario));
  const ledger = createLedger({ model, seeds: specSeeds(model), isHeadStamp: () => false, epochMs: Date.now() });
  ledger.note(row);
  let [position, now] = [0, 0];
  /** The read that was answered last: the next walk begins behind it. */
  let answered = -1;

  const advance = (atMs: number): void => {
    if (atMs > now) system.advance(row, atMs - now);
    now = Math.max(now, atMs);
  };
  const take = (step: TraceStep): void => {
    advance(step.atMs);
    system.take(row, codes[position] ?? 0);
    ledger.note(row);
    position++;
    onStep(step, position === schedule.length);
  };
  const isRead = (step: TraceStep, look: Look): boolean => step.actor === 'watcher' && step.does === look;
  const walk = (look: Look): void => {
    for (;;) {
      const step = schedule[position];
      if (step === undefined) return;
      if (position !== answered && isRead(step, look)) {
        answered = position;
        advance(step.atMs);
        ledger.note(row);
        return;
      }
      take(step);
    }
  };
  const write = (): never => {
    throw new EngineError(503, 'simulated engine: it follows a trace, in which nothing can be changed');
  };
  return { world: { model, row, ledger, write }, walk };
}

/** Null: the rules ask no such thing, and it is answered as things stand. */
function lookOf(request: EngineRequest): Look | null {
  const { method, pieces, query } = asked(request);
  const [of, reference, more] = pieces;
  if (method !== 'GET' || more !== undefined) return null;
  if (of === 'services') return reference === undefined ? 'counts-replicas' : 'inspects';
  if (of === 'tasks' && reference === undefined) {
    return (query.get('filters') ?? '').includes('_up-to-date') ? 'lists-up-to-date-tasks' : 'lists-tasks';
  }
  return of === 'nodes' && reference === undefined ? 'lists-nodes' : null;
}

function traceFile(trace: string, cwd: string): TraceFile {
  const remedy = 'Name a file that sim explore has written.';
  return parseTraceFile(
    readText(trace, cwd, { code: 'trace.unreadable', thing: 'the trace file', where: '--trace', remedy }),
    trace,
  );
}

function notBoth(compose: string): SimError {
  const what = 'a trace has its own scenario';
  return new SimError({ code: 'usage.bad-value', where: compose, what, remedy: 'Leave the Compose file out.' });
}
