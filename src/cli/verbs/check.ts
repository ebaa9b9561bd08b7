import { ruleNamed } from '../../assertions/catalogue.ts';
import type { Rule } from '../../assertions/judge.ts';
import { EXIT, exitCodeOf, SimError } from '../../errors.ts';
import type { CheckResult } from '../../report/check/result.ts';
import { plural } from '../../report/wording.ts';
import { unanswered } from '../../report/check/unanswered.ts';
import type { Capture } from '../../scenario/capture-file.ts';
import { loadCapture, saveCapture } from '../check/capture-files.ts';
import { connectTo } from '../check/connect-to.ts';
import type { LiveStack } from '../check/connect.ts';
import type { Format } from '../check/formats.ts';
import { FORMATS } from '../check/formats.ts';
import type { LiveOutput } from '../check/live-output.ts';
import { liveOutput } from '../check/live-output.ts';
import type { CheckOptions } from '../check/options.ts';
import { recallFrom } from '../check/recall.ts';
import type { Recall } from '../check/recall.ts';
import { runCheck } from '../check/run-check.ts';
import { Interrupted, whileOpen } from '../interrupt.ts';
import type { Session } from '../io.ts';

const EXIT_OF: Readonly<Record<CheckResult['verdict'], number>> = {
  pass: EXIT.stands,
  fail: EXIT.refuted,
  undecided: EXIT.undecided,
  error: EXIT.environment,
};

/** `sim check`: 0 only for a verdict of pass. */
export async function checkVerb(options: CheckOptions, session: Session): Promise<number> {
  if (options.capture !== undefined) return captureVerb(options, options.capture, session);
  const asked = askedFor(options);
  const capture = options.before === undefined ? null : loadCapture(options.before, options.stack, session.io.cwd);
  const { io, style } = session;
  const result = await resultOf(asked, options, capture, session);
  io.stdout.write(FORMATS[asked.format](result, style));
  return EXIT_OF[result.verdict];
}

interface Asked {
  readonly head: string;
  readonly rule: Rule;
  readonly format: Format;
}

/** The check that the options ask for, or why there is none. */
function askedFor({ head, rule: name, before, healthUrl, format, json }: CheckOptions): Asked {
  const rule = ruleNamed(name);
  if (head === undefined) {
    throw missing('--head', 'no commit to look for', 'Give the deployed commit, as in --head "$(git rev-parse HEAD)".');
  }
  if (before === undefined && rule.needs?.includes('capture') === true) {
    const remedy = 'Run sim check --capture FILE before the deploy, then check with --before FILE.';
    throw missing('--before', `${name} compares with what was there before the deploy`, remedy);
  }
  if (healthUrl === undefined && rule.needs?.includes('health') === true) {
    throw missing('--health-url', `${name} waits for an answer of the app`, 'Give the URL at which the app answers.');
  }
  if (json && format !== 'text' && format !== 'json') {
    throw new SimError({
      code: 'usage.bad-value',
      where: '--json',
      what: `the result cannot be both JSON and ${format}`,
      remedy: 'Give --json or --format.',
    });
  }
  return { head, rule, format: json ? 'json' : format };
}

function missing(where: string, what: string, remedy: string): SimError {
  return new SimError({ code: 'usage.missing-option', where, what, remedy });
}

/** An engine that cannot be asked at all is a result too: who reads reports finds one that blocks. */
async function resultOf(
  { head, rule, format }: Asked,
  options: CheckOptions,
  capture: Capture | null,
  { io }: Session,
): Promise<CheckResult> {
  const { stack: name, timeout: timeoutMs, interval: intervalMs, lag: lagMs, allowRestarts } = options;
  const live = liveOutput(io.stderr);
  const check = async (stack: LiveStack): Promise<CheckResult> => {
    const recall = capture === null ? null : recallOf(stack, capture, options);
    const request = { head, rule, timeoutMs, intervalMs, lagMs, allowRestarts, recall, show: live.show };
    return runCheck(stack, { stack: name, ...request });
  };
  try {
    return await withStack(options, io, live, check);
  } catch (error) {
    if (!(error instanceof SimError) || exitCodeOf(error.code) !== EXIT.environment || format === 'text') throw error;
    io.stderr.write(`sim: ${error.message}\n`);
    return unanswered({ stack: name, head, rule: rule.name, timeoutMs, intervalMs }, error);
  }
}

/** Whatever comes of it, the connection is closed and the live view gone. */
async function withStack<T>(
  options: CheckOptions,
  io: Session['io'],
  live: LiveOutput | null,
  use: (stack: LiveStack) => Promise<T>,
): Promise<T> {
  try {
    return await whileOpen(connectTo(options, io), use, io.signal, 'no verdict');
  } finally {
    live?.clear();
  }
}

function recallOf(stack: LiveStack, capture: Capture, { before }: CheckOptions): Recall {
  if (capture.swarm === null || stack.swarm === null || capture.swarm === stack.swarm) {
    return recallFrom(capture, stack);
  }
  throw new SimError({
    code: 'capture.foreign',
    where: `--before ${before ?? ''}`,
    what: `this is a capture of another swarm (${capture.swarm}) than the one that answers (${stack.swarm})`,
    remedy: 'Take the capture from the engine that is deployed to.',
  });
}

/** `sim check --capture FILE`: one look at the stack before a deploy. */
async function captureVerb(options: CheckOptions, file: string, { io }: Session): Promise<number> {
  const services = await withStack(options, io, null, async (stack) => {
    return { captured: await stack.capture(), swarm: stack.swarm };
  });
  if (io.signal.aborted) throw new Interrupted(String(io.signal.reason), 'nothing was written');
  const { captured, swarm } = services;
  const takenAt = new Date().toISOString();
  saveCapture(
    { schemaVersion: 1, kind: 'sim-capture', stack: options.stack, swarm, takenAt, services: captured },
    file,
    io.cwd,
  );
  io.stderr.write(`sim: ${plural(captured.length, 'service')} of ${options.stack} captured in ${file}\n`);
  return EXIT.stands;
}
