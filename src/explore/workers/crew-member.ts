// Runs in a thread of its own: one part of a search that several threads make.
import { workerData } from 'node:worker_threads';
import { giveUp, meet, tablesOver } from '../together/mail.ts';
import { searchPart } from '../together/search-part.ts';
import type { MemberEnd, MemberJob, SharingModule } from './crew.ts';

const { module, job, mail, rank, limits, untilMarked, port } = workerData as MemberJob;
const send = (end: MemberEnd, buffers: readonly ArrayBuffer[] = []): void => {
  port.postMessage(end, [...buffers]);
};
try {
  const { sharing } = (await import(module)) as SharingModule;
  const mine = sharing(job).share(tablesOver(mail.tables));
  // Whoever leads looks at the time for all.
  const searched = searchPart(mine, mail, rank, {
    limits: { ...limits, hasTimeLeft: () => true },
    untilMarked,
  });
  const { answer, buffers } = mine.answer();
  send({ searched, answer }, buffers);
  meet(mail);
} catch (error) {
  send({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  giveUp(mail);
}
