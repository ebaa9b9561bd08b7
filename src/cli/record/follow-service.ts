import { setTimeout as pause } from 'node:timers/promises';
import type { DockerClient } from '#adapters/docker/docker-client.js';
import { RequestError } from '#adapters/docker/request-error.js';
import type { Poll } from './line-writer.ts';

interface Following {
  readonly client: DockerClient;
  /** By full name. */
  readonly service: string;
  readonly forMs: number;
  readonly intervalMs: number;
  readonly signal: AbortSignal;
  readonly onPoll: (poll: Poll) => void;
  /** The engine did not answer; told once for each row of such polls. */
  readonly onSilence: (message: string) => void;
}

/** Polls a service and its tasks until the time is up or the signal comes. Returns whether the engine answered to the end. */
export async function followService(following: Following): Promise<boolean> {
  const { client, service, forMs, intervalMs, signal, onPoll, onSilence } = following;
  const began = performance.now();
  const now = (): number => Math.round((performance.now() - began) * 10) / 10;
  let answers = true;
  const stopped = (): boolean => signal.aborted;
  while (!stopped() && now() < forMs) {
    try {
      onPoll(await poll(client, service, now));
      answers = true;
    } catch (error) {
      if (stopped()) break;
      if (!(error instanceof RequestError)) throw error;
      if (answers) onSilence(error.message);
      answers = false;
    }
    // The next beat of a clock of its own, so that slow answers do not add up; beats that were missed are left out.
    const beat = (Math.floor(now() / intervalMs) + 1) * intervalMs;
    await pause(Math.min(beat, forMs) - now(), undefined, { signal }).catch(() => undefined);
  }
  return answers;
}

/** The service first: two requests, not one instant. */
async function poll(client: DockerClient, name: string, now: () => number): Promise<Poll> {
  const serviceSent = now();
  const service = await client.service(name);
  const tasksSent = now();
  const tasks = await client.tasks(name, false);
  return { serviceAt: [serviceSent, tasksSent], service, tasksAt: [tasksSent, now()], tasks };
}
