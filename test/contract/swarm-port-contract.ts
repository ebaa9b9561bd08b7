// What every SwarmPort answers, field by field: run over the simulator and over a live engine.
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Answer, Read, ServiceView, SwarmPort, TaskView } from '#src/port/swarm-port.js';
import { isOver, isWanted } from '#src/port/swarm-port.js';

/** A stack of one service, settled on its base, and the hand that deploys. */
export interface Rig {
  readonly port: SwarmPort;
  readonly deploy: () => Promise<void> | void;
  /** From now on the engine does not answer. */
  readonly silence: () => Promise<void> | void;
  readonly close: () => Promise<void> | void;
}

/** What every rig is set up with. */
export const CONTRACT = {
  service: 'app',
  replicas: 2,
  base: 'eb96de94+U',
  head: '7ae7b0f7+U',
  update: { parallelism: 1, delayMs: 100, monitorMs: 2_000 },
  /** Absent from the spec: the engine's own defaults. */
  rollback: { parallelism: 1, delayMs: 0, monitorMs: 5_000 },
} as const;

export type Fate = 'good' | 'dies';

const READS: readonly Read[] = ['inspect', 'replicas', 'list', 'up-to-date', 'nodes'];
const INTERVAL_MS = 50;
const PATIENCE_MS = 60_000;

export function swarmPortContract(name: string, rigWith: (fate: Fate) => Promise<Rig>): void {
  const opened = async (fate: Fate): Promise<Rig> => {
    const rig = await rigWith(fate);
    onTestFinished(() => rig.close());
    return rig;
  };

  describe(`every SwarmPort: ${name}`, () => {
    test('a settled base is shown as it is', async () => {
      const { port } = await opened('good');
      expect(port.services).toEqual([CONTRACT.service]);
      const service = await inspect(port);
      const { version, containerSpec, ...plain } = service;
      expect(plain).toEqual({
        stamp: CONTRACT.base,
        previousStamp: null,
        mode: 'replicated',
        replicas: CONTRACT.replicas,
        updateState: 'unset',
        startedAtMs: null,
        update: CONTRACT.update,
        rollback: CONTRACT.rollback,
      });
      expect(version).toBeGreaterThan(0);
      expect(await count(port)).toEqual({ running: CONTRACT.replicas, desired: CONTRACT.replicas });
      const tasks = await list(port);
      expect(tasks.map(({ slot }) => slot).sort()).toEqual([1, 2]);
      const nodes = await port.ask('nodes', 0);
      expect(nodes).toMatchObject({ nodes: [{ down: false, availability: 'active' }] });
      const [node] = nodes.read === 'nodes' ? nodes.nodes : [];
      for (const task of tasks) {
        const { id, container, createdAtMs, slot, ...rest } = task;
        expect(rest).toEqual({ state: 'running', desired: 'running', containerSpec, node: node?.id, exitCode: 0 });
        expect(createdAtMs).toBeLessThanOrEqual(port.nowMs());
        expect([id, container, slot].every((token) => Number.isInteger(token) && token > 0)).toBe(true);
      }
      expect(byId(await list(port, 'up-to-date'))).toEqual(byId(tasks));
      expect(byId(await list(port))).toEqual(byId(tasks));
      expect(await inspect(port)).toEqual(service);
    });

    test('time passes while it is asked and while it sleeps, on one clock of whole ms', async () => {
      const { port } = await opened('good');
      const marks: number[] = [port.nowMs()];
      for (const read of READS) {
        const { askedMs, answeredMs, ...answer } = await port.ask(read, 0);
        expect(answer.read).toBe(read);
        marks.push(askedMs, answeredMs);
      }
      // A clock that is read in whole ms may look one ms behind what was rounded up.
      marks.forEach((mark, i) => expect(mark).toBeGreaterThanOrEqual((marks[i - 1] ?? mark) - 1));
      expect(marks.every(Number.isInteger)).toBe(true);
      const before = port.nowMs();
      await port.sleep(120);
      expect(port.nowMs() - before).toBeGreaterThanOrEqual(118);
    });

    test('a good head: updating, then completed; old tasks are shut down and no longer up to date', async () => {
      const { port, deploy } = await opened('good');
      const [before, old] = [await inspect(port), await list(port)];
      await deploy();
      const statuses = new Set<string>();
      const after = await until(port, (service) => {
        statuses.add(service.updateState);
        return service.updateState === 'completed';
      });
      expect([...statuses].filter((status) => !['unset', 'updating', 'completed'].includes(status))).toEqual([]);
      expect(after).toMatchObject({ stamp: CONTRACT.head, previousStamp: CONTRACT.base, replicas: CONTRACT.replicas });
      expect(after.version).toBeGreaterThan(before.version);
      expect(after.containerSpec).not.toBe(before.containerSpec);
      expect(after.startedAtMs).not.toBeNull();
      const upToDate = await list(port, 'up-to-date');
      expect(upToDate.map(({ slot, state }) => [slot, state]).sort()).toEqual([
        [1, 'running'],
        [2, 'running'],
      ]);
      expect(upToDate.every((task) => isWanted(task) && task.containerSpec === after.containerSpec)).toBe(true);
      const now = await list(port);
      for (const { id, containerSpec } of old) {
        const task = now.find((other) => other.id === id);
        expect(task).toMatchObject({ desired: 'shutdown', containerSpec });
        expect(upToDate.some((other) => other.id === id)).toBe(false);
      }
      expect(new Set([...old, ...upToDate].map(({ container }) => container)).size).toBe(2 * CONTRACT.replicas);
    });

    test('a head that dies is rolled back: the stamp is the base again, and the dead task can be seen', async () => {
      const { port, deploy } = await opened('dies');
      const before = await inspect(port);
      await deploy();
      const after = await until(port, ({ updateState }) => updateState.startsWith('rollback'));
      expect(after).toMatchObject({ stamp: CONTRACT.base, previousStamp: null, containerSpec: before.containerSpec });
      const dead = (await list(port)).filter(({ containerSpec }) => containerSpec !== before.containerSpec);
      expect(dead.some(({ state, exitCode }) => state === 'failed' && exitCode === 3)).toBe(true);
      expect(dead.filter(({ state }) => isOver(state)).length).toBeGreaterThan(0);
      expect((await list(port, 'up-to-date')).some(({ id }) => dead.some((task) => task.id === id))).toBe(false);
    });

    test('silence is an answer, to every question', async () => {
      const { port, silence } = await opened('good');
      await silence();
      for (const read of READS) {
        const answer = await port.ask(read, 0);
        expect(answer).toMatchObject({ read: 'error' });
        expect(answer.read === 'error' && answer.message.length > 0).toBe(true);
      }
    });
  });
}

async function inspect(port: SwarmPort): Promise<ServiceView> {
  return ofKind(await port.ask('inspect', 0), 'inspect').service;
}

async function list(port: SwarmPort, read: 'list' | 'up-to-date' = 'list'): Promise<readonly TaskView[]> {
  const answer = await port.ask(read, 0);
  if (answer.read !== 'list' && answer.read !== 'up-to-date') throw new Error(JSON.stringify(answer));
  return answer.tasks;
}

async function count(port: SwarmPort) {
  const { running, desired } = ofKind(await port.ask('replicas', 0), 'replicas');
  return { running, desired };
}

function ofKind<R extends Answer['read']>(answer: Answer, read: R): Extract<Answer, { readonly read: R }> {
  if (answer.read !== read) throw new Error(JSON.stringify(answer));
  return answer as Extract<Answer, { readonly read: R }>;
}

/** Asks until it is so. */
async function until(port: SwarmPort, isSo: (service: ServiceView) => boolean): Promise<ServiceView> {
  const deadline = port.nowMs() + PATIENCE_MS;
  for (;;) {
    const service = await inspect(port);
    if (isSo(service)) return service;
    if (port.nowMs() > deadline) throw new Error(`never so: ${JSON.stringify(service)}`);
    await port.sleep(INTERVAL_MS);
  }
}

const byId = (tasks: readonly TaskView[]): readonly TaskView[] => [...tasks].sort((a, b) => a.id - b.id);
