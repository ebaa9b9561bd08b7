import { openDocker } from '#adapters/docker/docker-client.js';
import type { DockerClient } from '#adapters/docker/docker-client.js';
import { liveSwarm } from '#adapters/docker/live-swarm.js';
import { resolveEndpoint } from '#adapters/docker/resolve-endpoint.js';
import { EXIT } from '../../errors.ts';
import { Interrupted, interruptedExit } from '../interrupt.ts';
import type { Session } from '../io.ts';
import { firstLine } from '../record/first-line.ts';
import { followService } from '../record/follow-service.ts';
import { lineWriter } from '../record/line-writer.ts';
import type { RecordOptions } from '../record/options.ts';
import { recordingFile } from '../record/recording-file.ts';

/** `sim record`: 0 when the engine answered to the end, 3 when it fell silent; an interrupt ends the recording, never with 0. */
export async function recordVerb(options: RecordOptions, session: Session): Promise<number> {
  const { io } = session;
  const { env, signal } = io;
  const client = await openDocker({ endpoint: resolveEndpoint(options, env), env, signal });
  try {
    return await record(client, options, session);
  } catch (error) {
    throw signal.aborted ? new Interrupted(String(signal.reason)) : error;
  } finally {
    client.close();
  }
}

async function record(client: DockerClient, options: RecordOptions, { io }: Session): Promise<number> {
  const { stack, service: app, output, keepEnv = [] } = options;
  const { signal } = io;
  const swarm = await liveSwarm({ client, stack, signal, ...(app === undefined ? {} : { app }) });
  const [service = ''] = swarm.names.map(({ full }) => full);
  const first = firstLine(await client.service(service), { version: swarm.engineVersion, api: client.apiVersion });
  const file = recordingFile(output, io);
  try {
    const lines = lineWriter(file.write, keepEnv);
    lines.first(first);
    const say = (text: string): void => io.stderr.write(`sim: ${text}\n`);
    const answered = await followService({
      client,
      service,
      signal,
      forMs: options.for,
      intervalMs: options.interval,
      onPoll: lines.sample,
      onSilence: (message) => say(`${service} cannot be read at the moment: ${message}`),
    });
    say(`${lines.samples()} samples of ${service} in ${file.name}${signal.aborted ? ', interrupted' : ''}`);
    if (signal.aborted) return interruptedExit(String(signal.reason));
    return answered ? EXIT.stands : EXIT.undecided;
  } finally {
    file.close();
  }
}
