// A live stack by script: what each read shows is a function of the time, and time passes only in reads and sleeps.
import type { Connect } from '#src/cli/check/connect.js';
import type { Capture } from '#src/scenario/capture-file.js';
import type { Evidence } from '#src/port/evidence.js';
import type { Answer, ServiceView, TaskView } from '#src/port/swarm-port.js';
import type { Engine } from '../../assertions/drive.ts';
import { answerOf } from '../../assertions/drive.ts';

export interface Script extends Engine {
  readonly services?: readonly string[];
  /** From a request to its answer. */
  readonly readMs?: number;
  readonly swarm?: string;
  readonly failure?: (service: number, sinceMs: number) => Evidence | null;
  /** In place of an answer. */
  readonly instead?: (ms: number, nth: number) => Promise<Answer> | Error | null;
}

export interface Scripted {
  readonly connect: Connect;
  /** What was asked for, and whether the connection was closed. */
  readonly seen: { readonly asked: string[]; closed: boolean; nowMs: number };
}

export function scripted(script: Script): Scripted {
  const { services = ['app'], readMs = 10 } = script;
  const seen = { asked: [] as string[], closed: false, nowMs: 0 };
  const ask = async (read: Parameters<typeof answerOf>[1]['read'], service: number): Promise<Answer> => {
    seen.asked.push(`${read} ${service}`);
    const askedMs = seen.nowMs;
    const instead = script.instead?.(askedMs, seen.asked.length) ?? null;
    if (instead instanceof Error) throw instead;
    if (instead !== null) return instead;
    seen.nowMs += readMs;
    return answerOf(script, { ask: 'read', read, service }, askedMs, seen.nowMs);
  };
  const connect: Connect = () =>
    Promise.resolve({
      services,
      ask,
      nowMs: () => seen.nowMs,
      sleep: (ms) => {
        seen.nowMs += ms;
        // Signals and timers have their turn.
        return new Promise((resolve) => setImmediate(resolve));
      },
      lastFailure: (service, sinceMs) => Promise.resolve(script.failure?.(service, sinceMs) ?? null),
      swarm: script.swarm ?? null,
      capture: () =>
        Promise.resolve(
          services.map((name, index) => ({
            name,
            service: written(script.inspect?.(seen.nowMs, index)),
            tasks: (script.list?.(seen.nowMs, index) ?? []).map(writtenTask),
          })),
        ),
      told: (captured) => {
        const timed = { askedMs: seen.nowMs, answeredMs: seen.nowMs };
        if (captured.read === 'list') return { ...timed, ...captured, tasks: captured.tasks.map(toldTask) };
        const { service } = captured;
        return { ...timed, ...captured, service: { ...service, containerSpec: Number(service.containerSpec) } };
      },
      close: () => void (seen.closed = true),
    });
  return { connect, seen };
}

function written(view: ServiceView | undefined) {
  if (view === undefined) throw new Error('this script has no services to capture');
  return { ...view, containerSpec: String(view.containerSpec) };
}

const writtenTask = (task: TaskView) => ({
  ...task,
  id: String(task.id),
  containerSpec: String(task.containerSpec),
  container: String(task.container),
  node: String(task.node),
});

const toldTask = (task: CapturedTask): TaskView => ({
  ...task,
  id: Number(task.id),
  slot: task.slot ?? 0,
  containerSpec: Number(task.containerSpec),
  container: Number(task.container),
  node: Number(task.node),
});

type CapturedTask = Capture['services'][number]['tasks'][number];
