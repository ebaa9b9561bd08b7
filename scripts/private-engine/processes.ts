import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** The words of a process's command line; empty when there is no such process. */
export function commandLine(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

/** dockerd, containerd and shims that were told to work in the folder. Nothing else is ever ended. */
export function processesOf(folder: string): readonly number[] {
  return pids().filter((pid) => {
    const words = commandLine(pid);
    const program = /(^|\/)(dockerd|containerd|containerd-shim[\w-]*|runc|docker-proxy|docker-init)$/;
    return program.test(words[0] ?? '') && words.some((word) => word.includes(`${folder}/`));
  });
}

/** Asks, waits, and insists. */
export async function endAll(pids: () => readonly number[], patienceMs: number): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    for (const pid of pids()) sendTo(pid, signal);
    await until(() => pids().length === 0, patienceMs);
  }
}

export async function until(isSo: () => boolean | Promise<boolean>, patienceMs: number): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    if (await isSo()) return true;
    await pause(50);
  }
  return isSo();
}

function sendTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}

function pids(): readonly number[] {
  return readdirSync('/proc').map(Number).filter(Number.isInteger);
}
