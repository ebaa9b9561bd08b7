import { Worker } from 'node:worker_threads';
import { bundleJudge } from './bundle.ts';
import type { Brief, Message, Verdict } from './messages.ts';
import type { Edit } from './mutant.ts';

/** A changed model may never come to an end: a question that takes so long has found it out. No question takes a tenth of it. */
const LONGEST_MS = 60_000;

/** Judges the model with these edits. Nothing of the process is changed: model and judge are bundled and run in a thread. */
export async function judgeInThread(edits: readonly Edit[], brief: Brief): Promise<Verdict> {
  const code = await bundleJudge(edits);
  return new Promise((resolve) => {
    let asked = 'loading';
    const worker = new Worker(code, { eval: true, workerData: brief });
    const finish = (verdict: Verdict): void => {
      clearTimeout(timer);
      resolve(verdict);
      void worker.terminate();
    };
    const timer = setTimeout(() => {
      finish({ killer: asked, how: 'did not end' });
    }, LONGEST_MS);
    worker.on('message', (message: Message) => {
      if (!('asks' in message)) {
        finish(message);
        return;
      }
      asked = message.asks;
      timer.refresh();
    });
    worker.on('error', (error) => {
      finish({ killer: asked, how: `threw ${String(error)}` });
    });
  });
}
