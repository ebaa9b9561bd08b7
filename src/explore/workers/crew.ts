import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import { invariant } from '../../errors.ts';
import { giveUp, mailFor, meet, tablesFor, tablesOver, type Mail } from '../together/mail.ts';
import type { Crew } from '../together/prove-together.ts';
import { searchPart, type PartOptions, type PartSearched } from '../together/search-part.ts';
import type { Sharing } from '../together/share.ts';

/** What a member is told when it is started. */
export interface MemberJob {
  /** A module that exports `sharing`, and what to pass to it. */
  readonly module: string;
  readonly job: unknown;
  readonly mail: Mail;
  readonly rank: number;
  readonly limits: { readonly states: number; readonly bytes: number; readonly depth: number };
  readonly untilMarked: boolean;
  readonly port: MessagePort;
}

export interface SharingModule {
  readonly sharing: (job: unknown) => Sharing<unknown>;
}

/** What a member sends in the end. */
export type MemberEnd = { readonly searched: PartSearched; readonly answer: unknown } | { readonly failed: string };

/** This thread and so many that it starts for each search, all of them with a space of the same module's making. */
export function crewOf(threads: number, module: string, job: unknown, few = 1 << 16): Crew {
  return {
    threads,
    few,
    search<Answer>(sharing: Sharing<Answer>, { limits, untilMarked }: PartOptions) {
      const tables = tablesFor(sharing.tables);
      const share = sharing.share(tablesOver(tables));
      const mail = mailFor(threads, share.space, tables);
      const { states, bytes, depth } = limits;
      const members: Member[] = [];
      try {
        for (let rank = 1; rank < threads; rank++) {
          members.push(startMember({ module, job, mail, rank, limits: { states, bytes, depth }, untilMarked }));
        }
        const own = searchPart(share, mail, 0, { limits, untilMarked });
        meet(mail);
        const ends = members.map(({ port }) => {
          const end = endOf(port);
          invariant(end !== undefined && 'searched' in end, 'every thread of a search says what it has found');
          return { searched: end.searched, answer: end.answer as Answer };
        });
        const all = [own, ...ends.map(({ searched }) => searched)];
        const sum = (of: (part: PartSearched) => number): number => all.reduce((total, part) => total + of(part), 0);
        return {
          ...own,
          states: sum((part) => part.states),
          transitions: sum((part) => part.transitions),
          bytes: sum((part) => part.bytes),
          answers: [share.answer().answer, ...ends.map(({ answer }) => answer)],
        };
      } catch (error) {
        giveUp(mail);
        for (const { port } of members) {
          const end = endOf(port);
          if (end !== undefined && 'failed' in end) throw new Error(end.failed, { cause: error });
        }
        throw error;
      } finally {
        for (const { worker } of members) void worker.terminate();
      }
    },
  };
}

interface Member {
  readonly worker: Worker;
  readonly port: MessagePort;
}

const endOf = (port: MessagePort): MemberEnd | undefined =>
  receiveMessageOnPort(port)?.message as MemberEnd | undefined;

function startMember(job: Omit<MemberJob, 'port'>): Member {
  const { port1, port2 } = new MessageChannel();
  const workerData: MemberJob = { ...job, port: port2 };
  const worker = new Worker(new URL('./crew-member.js', import.meta.url), { workerData, transferList: [port2] });
  return { worker, port: port1 };
}
