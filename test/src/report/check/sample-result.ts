// A red check of two services, and a way to make a hostile one of it.
import type { CheckResult } from '#src/report/check/result.js';
import type { Evidence } from '#src/port/evidence.js';

export const failure: Evidence = {
  service: 'app',
  task: 'x1y2z3',
  slot: 1,
  node: 'n1',
  state: 'failed',
  error: 'task: non-zero exit (1)',
  exitCode: 1,
  endedBy: 'itself',
  log: ['starting', 'boom'],
  logMissing: null,
};

const none = { running: 0, coming: 0, leaving: 0, dead: 0 };

export const red: CheckResult = {
  stack: 'disc-ae10f0',
  head: '7ae7b0f76efb',
  rule: 'head-serves',
  status: 'fail',
  verdict: 'fail',
  reason: { code: 'rolled-back', words: 'the engine rolled app back: what was deployed is not what runs' },
  claim: { holds: false, limits: ['without a capture the claim does not hold'] },
  services: [
    {
      name: 'app',
      updateState: 'rollback_started',
      stamp: 'eb96de94+U',
      carriesHead: false,
      wanted: 2,
      running: null,
      tasks: { head: { ...none, running: 1, dead: 1 }, other: { ...none, running: 1 } },
      status: 'fail',
      says: 'the engine rolled app back: what was deployed is not what runs',
    },
    {
      name: 'worker',
      updateState: 'completed',
      stamp: '7ae7b0f7+U',
      carriesHead: true,
      wanted: 1,
      running: null,
      tasks: { head: { ...none, running: 1 }, other: none },
      status: 'unverified',
      says: 'not judged to its end: another service failed first',
    },
  ],
  evidence: [failure],
  evidenceMissing: null,
  timings: { elapsedMs: 8_130, timeoutMs: 600_000, intervalMs: 1_000, windowMs: 7_000, reads: 33, rounds: 7 },
};

export const green: CheckResult = {
  ...red,
  status: 'pass',
  verdict: 'pass',
  reason: { code: 'holds', words: 'the head runs in every slot' },
  claim: { holds: true, limits: [] },
  services: red.services.slice(1).map((service) => ({ ...service, status: 'pass', says: null })),
  evidence: [],
};

/** The same with this text wherever an engine, an image or a label has its say. */
export function saying(text: string): CheckResult {
  return {
    ...red,
    reason: { code: 'superseded', words: text },
    services: red.services.map((service) => ({ ...service, name: text, stamp: text, says: text })),
    evidence: red.evidence.map((one) => ({
      ...one,
      service: text,
      task: text,
      node: text,
      error: text,
      log: [text, text],
    })),
  };
}
