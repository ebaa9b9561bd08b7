import { nowMs } from '#model/view.js';
import { containerOf } from '#model/view-details.js';
import { objectIn } from '../documents.ts';
import { badRequest, EngineError } from '../engine-error.ts';
import type { EngineWorld } from '../engine-world.ts';
import { findService, findTask } from '../find.ts';
import { instantText, readInstant } from '../instants.ts';
import { listTasks, nodeId, taskContainerId, taskId } from '../json/task-json.ts';
import { stream, type EngineReply } from '../replies.ts';
import { isAtLeast, isTrue, type Asked } from '../request.ts';
import type { LogLine } from '../task-notes.ts';
import type { Route } from './route.ts';

export const logRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: 'services/:/logs',
    on: 'world',
    answer: (asked, world, reference) => {
      const service = findService(world, reference);
      return logs(asked, world, () => sourcesOf(world, (source) => source.service === service));
    },
  },
  {
    method: 'GET',
    path: 'tasks/:/logs',
    on: 'world',
    answer: (asked, world, reference) => {
      const { shown } = findTask(world, reference);
      return logs(asked, world, () => sourcesOf(world, (source) => source.id === shown.id));
    },
  },
  {
    method: 'GET',
    path: 'containers/:/logs',
    on: 'world',
    answer: (asked, world, reference) => {
      const found = sourcesOf(world, ({ id }) => reference.length >= 12 && taskContainerId(id).startsWith(reference));
      const [source] = found;
      if (source === undefined) throw new EngineError(404, `No such container: ${reference}`);
      return logs(asked, world, () => sourcesOf(world, ({ id }) => id === source.id), true);
    },
  },
];

/** A task whose container prints, and what it has printed so far. */
interface Source {
  readonly id: number;
  readonly service: number;
  readonly node: number;
  readonly isTty: boolean;
  readonly log: readonly LogLine[];
}

function sourcesOf(world: EngineWorld, isWanted: (source: Source) => boolean): readonly Source[] {
  const { model, row, ledger } = world;
  return listTasks(world, false)
    .flatMap(({ t, service }): readonly Source[] => {
      const container = containerOf(model, row, t);
      const note = ledger.tasks.of(t);
      if (container === null || note === undefined) return [];
      const spec = objectIn(objectIn(ledger.specs.documentAt(container.spec), 'TaskTemplate'), 'ContainerSpec');
      return [{ id: note.id, service, node: container.node, isTty: spec['TTY'] === true, log: note.log }];
    })
    .filter(isWanted);
}

function logs(asked: Asked, world: EngineWorld, sources: () => readonly Source[], isOfContainer = false): EngineReply {
  const { query } = asked;
  const streams = ['stdout', 'stderr'].filter((name) => isTrue(query.get(name)));
  if (streams.length === 0) throw badRequest('Bad parameters: you must choose at least one stream');
  const { epochMs } = world.ledger;
  const tail = query.get('tail') ?? 'all';
  const options: LogOptions = {
    streams,
    sinceMs: readInstant(query.get('since'), epochMs) ?? -Infinity,
    untilMs: readInstant(query.get('until'), epochMs) ?? Infinity,
    tail: /^\d+$/.test(tail) ? Number(tail) : Infinity,
    timestamps: isTrue(query.get('timestamps')),
    // The details of a container's own log are the labels that its driver was asked for: none.
    details: isTrue(query.get('details')) && !isOfContainer,
    follow: isTrue(query.get('follow')),
  };
  const isRaw = sources().some(({ isTty }) => isTty);
  const multiplexed = isAtLeast(asked, '1.42')
    ? 'application/vnd.docker.multiplexed-stream'
    : 'application/vnd.docker.raw-stream';
  const chunks = printed(world, sources, options, isRaw);
  return stream(chunks, isRaw ? 'application/vnd.docker.raw-stream' : multiplexed);
}

interface LogOptions {
  readonly streams: readonly string[];
  readonly sinceMs: number;
  readonly untilMs: number;
  readonly tail: number;
  readonly timestamps: boolean;
  readonly details: boolean;
  readonly follow: boolean;
}

async function* printed(
  world: EngineWorld,
  sources: () => readonly Source[],
  options: LogOptions,
  isRaw: boolean,
): AsyncGenerator<Uint8Array> {
  const told = new Map<number, number>();
  for (let isFirst = true; ; isFirst = false) {
    const lines = sources().flatMap((source) => {
      const known = told.get(source.id) ?? 0;
      told.set(source.id, source.log.length);
      const fresh = source.log.slice(known).filter((line) => isWanted(line, options));
      const kept = isFirst && options.tail < fresh.length ? fresh.slice(fresh.length - options.tail) : fresh;
      return kept.map((line) => ({ source, line }));
    });
    lines.sort((a, b) => a.line.atMs - b.line.atMs);
    for (const { source, line } of lines) yield frame(world, source, line, options, isRaw);
    if (!options.follow || nowMs(world.row) >= options.untilMs) return;
    await world.ledger.moved();
  }
}

const isWanted = ({ atMs, stream: of }: LogLine, { streams, sinceMs, untilMs }: LogOptions): boolean =>
  streams.includes(of) && atMs >= sinceMs && atMs <= untilMs;

/** A line, and before it which stream it is of and how long it is: one byte, three of zero, four of length. */
function frame(world: EngineWorld, source: Source, line: LogLine, options: LogOptions, isRaw: boolean): Uint8Array {
  const at = options.timestamps ? `${instantText(world.ledger.epochMs, line.atMs)} ` : '';
  const details = options.details ? `${detailsOf(world, source)} ` : '';
  const body = Buffer.from(`${at}${details}${line.text}\n`);
  if (isRaw) return body;
  const head = Buffer.alloc(8);
  head[0] = line.stream === 'stdout' ? 1 : 2;
  head.writeUInt32BE(body.length, 4);
  return Buffer.concat([head, body]);
}

const detailsOf = ({ ledger }: EngineWorld, { id, service, node }: Source): string =>
  [
    `com.docker.swarm.node.id=${nodeId(node)}`,
    `com.docker.swarm.service.id=${ledger.service(service).id}`,
    `com.docker.swarm.task.id=${taskId(id)}`,
  ].join(',');
