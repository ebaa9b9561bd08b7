// Runs in a thread of its own: makes what a search asks for.
import { workerData } from 'node:worker_threads';
import { awaitRequest, beginWork, MOST_REPLY, writeReply } from '../help/exchange.ts';
import { tablesOver } from '../part-keys.ts';
import type { AideJob, AideModule } from './aides.ts';

const { module, job, exchange, tables, rank, port } = workerData as AideJob;

async function make() {
  try {
    const { aide } = (await import(module)) as AideModule;
    return aide(job)(tablesOver(tables));
  } catch (error) {
    port.postMessage(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return null;
  } finally {
    beginWork(exchange);
  }
}

const made = await make();
if (made !== null) {
  const request = new Int32Array(exchange.requestWords);
  const reply = new Int32Array(MOST_REPLY);
  try {
    while (awaitRequest(exchange, request)) writeReply(exchange, rank, reply, made(request, reply));
  } catch {
    // What one thread cannot make another cannot either: the search makes it itself, and says so.
  }
}
