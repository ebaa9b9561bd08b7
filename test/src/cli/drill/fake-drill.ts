// An engine to drill on, by script: what each stack shows is a function of the time since its deploy.
import type { Connect } from '#src/cli/check/connect.js';
import type { DrillEngine, OpenDrill } from '#src/cli/drill/drill-engine.js';
import type { ServiceView, TaskView } from '#src/port/swarm-port.js';
import { BASE_SPEC, BASE_STAMP, node, NODE, service, task } from '../../assertions/views.ts';
import { scripted } from '../check/scripted-stack.ts';

export interface Shown {
  readonly service: ServiceView;
  readonly tasks: readonly TaskView[];
}
export type Becomes = (ms: number) => Shown;

const pace = { parallelism: 1, delayMs: 0, monitorMs: 2_000 };
const at = (version: number, change: Partial<ServiceView> = {}) =>
  service({ version, update: pace, rollback: pace, ...change });
const baseTask = task(1, { containerSpec: BASE_SPEC });
const stopped = { ...baseTask, state: 'shutdown', desired: 'shutdown' } as const;
const base: Shown = { service: at(10, { stamp: BASE_STAMP, containerSpec: BASE_SPEC }), tasks: [baseTask] };

export const serves =
  (change: Partial<ServiceView> = {}): Becomes =>
  (ms) => {
    const updating = ms < 2_500;
    const view = at(updating ? 21 : 22, { ...change, updateState: updating ? 'updating' : 'completed' });
    return { service: view, tasks: ms < 500 ? [baseTask] : [stopped, task(2)] };
  };

export const rollsBack: Becomes = (ms) => {
  if (ms < 1_000) return serves()(ms);
  const updateState = ms < 3_000 ? 'rollback_started' : 'rollback_completed';
  const dead = task(2, { state: 'failed', desired: 'shutdown', exitCode: 1 });
  const view = at(ms < 3_000 ? 23 : 24, { stamp: BASE_STAMP, containerSpec: BASE_SPEC, updateState });
  return { service: view, tasks: [stopped, dead, task(3, { containerSpec: BASE_SPEC })] };
};

/** The engine loses the spec long after its own window is over: no rule can see that it will. */
export const losesHeadLater: Becomes = (ms) =>
  ms < 8_000 ? serves()(ms) : { ...base, service: at(40, { stamp: BASE_STAMP, containerSpec: BASE_SPEC }) };

export interface FakeOptions {
  readonly becomes?: Becomes;
  readonly change?: Partial<DrillEngine>;
}

export function fakeDrill({ becomes = serves(), change = {} }: FakeOptions = {}) {
  const seen = { made: new Set<string>(), written: [] as string[], closed: false };
  const deployed = new Set<string>();
  const openDrill: OpenDrill = () =>
    Promise.resolve({
      place: 'unix:///fake',
      version: '20.10.24',
      node: 'n1',
      limitsMemory: true,
      hasImage: () => Promise.resolve(true),
      servicesNamed: (prefix) => Promise.resolve([...seen.made].filter((name) => name.startsWith(prefix))),
      create: ({ Name }) => {
        seen.made.add(Name);
        seen.written.push(`create ${Name}`);
        return Promise.resolve();
      },
      update: ({ Name }) => {
        deployed.add(Name);
        seen.written.push(`update ${Name}`);
        return Promise.resolve();
      },
      remove: (name) => {
        seen.made.delete(name);
        seen.written.push(`remove ${name}`);
        return Promise.resolve();
      },
      containersLabelled: () => Promise.resolve([]),
      close: () => void (seen.closed = true),
      ...change,
    });
  const connect: Connect = (request) => {
    const name = `${request.stack}_app`;
    let deployedMs: number | null = null;
    const shown = (ms: number): Shown => {
      if (!deployed.has(name)) return base;
      deployedMs ??= ms;
      return becomes(ms - deployedMs);
    };
    const current = (ms: number) => {
      const { service: view, tasks } = shown(ms);
      return tasks.filter(
        ({ containerSpec, desired }) => containerSpec === view.containerSpec && desired === 'running',
      );
    };
    const script = {
      inspect: (ms: number) => shown(ms).service,
      list: (ms: number) => shown(ms).tasks,
      upToDate: current,
      nodes: () => [node(NODE)],
    };
    return scripted(script).connect(request);
  };
  return { openDrill, connect, seen };
}
