import { blankPicture, withAnswer } from '../../assertions/picture.ts';
import { EXIT, SimError } from '../../errors.ts';
import type { Answer } from '../../port/swarm-port.ts';
import { connectTo } from '../check/connect-to.ts';
import type { LiveStack } from '../check/connect.ts';
import { limited } from '../check/limited.ts';
import type { LiveOutput } from '../check/live-output.ts';
import { liveOutput } from '../check/live-output.ts';
import type { WatchOptions } from '../check/options.ts';
import { shownOf } from '../check/shown.ts';
import { whileOpen } from '../interrupt.ts';
import type { Session } from '../io.ts';

const READ_LIMIT_MS = 45_000;

/** `sim watch`: the live view of `sim check` alone. It judges nothing, so it ends well unless the engine falls silent. */
export async function watchVerb(options: WatchOptions, { io }: Session): Promise<number> {
  const live = liveOutput(io.stdout);
  return whileOpen(connectTo(options, io), (stack) => look(stack, options, live), io.signal, 'the watch is over');
}

async function look(stack: LiveStack, options: WatchOptions, live: LiveOutput): Promise<number> {
  const { head, interval, for: forMs = Infinity } = options;
  const port = limited(stack, READ_LIMIT_MS);
  const title = head === undefined ? options.stack : `${options.stack}, head ${head}`;
  const pictures = port.services.map(blankPicture);
  const beganMs = port.nowMs();
  const state = { answered: false, error: null as string | null };

  const show = (service: number, answer: Answer): void => {
    pictures[service] = withAnswer(pictures[service] ?? blankPicture(''), answer, head ?? null);
    state.error = answer.read === 'error' ? answer.message : null;
    state.answered ||= answer.read !== 'error';
    const elapsedMs = port.nowMs() - beganMs;
    const services = pictures.map(shownOf);
    const timeoutMs = options.for ?? null;
    live.show({ title, services, elapsedMs, timeoutMs, missing: null, closesInMs: null, error: state.error });
  };

  for (;;) {
    for (let service = 0; service < port.services.length; service++) {
      for (const read of ['inspect', 'list'] as const) show(service, await port.ask(read, service));
    }
    if (!state.answered) throw silent(options.stack, state.error ?? '');
    const leftMs = forMs - (port.nowMs() - beganMs);
    if (leftMs <= 0) return state.error === null ? EXIT.stands : EXIT.undecided;
    await port.sleep(Math.min(interval, leftMs));
  }
}

function silent(stack: string, message: string): SimError {
  return new SimError({
    code: 'docker.unreachable',
    where: `--stack ${stack}`,
    what: `the engine does not answer (${message})`,
    remedy: 'Try again, or name another manager with -H.',
  });
}
