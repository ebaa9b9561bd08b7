import { invariant } from '#src/errors.js';
import type { Behaviour, Scenario } from '#model/scenario.js';

/** What a container of busybox runs so that it does what the scenario says of the spec's tasks. */
export function commandOf({ base, head, headFates }: Scenario, which: 'base' | 'head'): string {
  const [fate, ...others] = headFates;
  invariant(fate !== undefined && others.length === 0, 'a prediction has one fate of its head');
  if (which === 'base') return serves(base.behaviour);
  if (fate.kind === 'good') return serves(head.behaviour);
  invariant(fate.kind === 'dies', `no command does what the fate ${fate.kind} says`);
  const { earliestMs, latestMs } = fate.window;
  return `sleep ${(earliestMs + latestMs) / 2_000}; exit ${fate.exitCode}`;
}

/** A shell that ends on SIGTERM, after a while when it is slow; `wait` lets the signal in at once. */
function serves({ stop, bootMemoryMb, restMemoryMb }: Behaviour): string {
  const isSlow = stop.earliestMs >= 1_000;
  const trap = `trap "${isSlow ? `sleep ${stop.earliestMs / 1_000}; ` : ''}exit 0" TERM`;
  if (bootMemoryMb === restMemoryMb) return `${trap}; while :; do sleep 60 & wait $!; done`;
  // awk holds the text twice while it makes it. What ends it, the kernel for instance, is what the container ends with.
  const bytes = (restMemoryMb - OWN_MB) * 1_048_576;
  const eats = `busybox awk 'BEGIN { s = sprintf("%${bytes}s", "a"); while (1) system("sleep 60") }'`;
  return `${eats} & ${trap}; wait $!; exit $?`;
}

/** Of the shell, awk and sleep themselves, measured. */
const OWN_MB = 1;
