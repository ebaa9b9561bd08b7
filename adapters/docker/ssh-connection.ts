import { spawn } from 'node:child_process';
import { Duplex } from 'node:stream';
import type { Host } from './parse-host.ts';
import type { Environment } from './tls-material.ts';

export type SshHost = Extract<Host, { readonly kind: 'ssh' }>;

const MOST_COMPLAINT = 2_000;

/** As docker/cli connhelper.go calls the system's ssh, so that its config, ProxyJump and known_hosts are honoured. */
export function sshArguments({ host, user, port, socket }: SshHost): readonly string[] {
  const remote = ['docker', ...(socket === null ? [] : [`--host=unix://${socket}`]), 'system', 'dial-stdio'];
  return [
    ...(user === null ? [] : ['-l', user]),
    ...(port === null ? [] : ['-p', port]),
    ...['-o', 'ConnectTimeout=30', '-T', '--', host],
    remote.map(quoted).join(' '),
  ];
}

/** ssh hands the words to a shell. */
const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

/** One connection: the stdio of `ssh HOST docker system dial-stdio`, which joins it to the engine's socket over there. */
export function sshConnection(host: SshHost, env: Environment): Duplex {
  // Not the terminal's own group: an interrupt is for sim, which then closes the connection itself.
  const child = spawn('ssh', sshArguments(host), { env: { ...env }, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-MOST_COMPLAINT)));
  const duplex = new Duplex({
    read: () => void child.stdout.resume(),
    write: (chunk: Buffer, _encoding, done) => void child.stdin.write(chunk, (error) => done(error ?? null)),
    final: (done) => void child.stdin.end(() => done()),
    destroy: (error, done) => {
      child.kill('SIGTERM');
      done(error);
    },
  });
  child.stdout.on('data', (chunk: Buffer) => {
    if (!duplex.push(chunk)) child.stdout.pause();
  });
  // Reported by `close` below, with what ssh has to say about it.
  child.stdin.on('error', () => undefined);
  child.on('error', (error) => duplex.destroy(new Error(`ssh cannot be started: ${error.message}`)));
  child.on('close', (code) => {
    const last = complaint.trim().split('\n').at(-1) ?? '';
    duplex.destroy(code === 0 && last === '' ? undefined : new Error(`ssh ended (${code ?? 'killed'}): ${last}`));
  });
  return asSocket(duplex, child);
}

/** What node:http asks of a socket and a Duplex does not have. An idle connection must not keep the process alive. */
function asSocket(duplex: Duplex, child: ReturnType<typeof spawn>): Duplex {
  const pipes = [child, child.stdin, child.stdout, child.stderr] as readonly ({
    ref?(): void;
    unref?(): void;
  } | null)[];
  const all = (what: 'ref' | 'unref') => () => {
    for (const pipe of pipes) pipe?.[what]?.();
    return duplex;
  };
  const same = () => duplex;
  return Object.assign(duplex, {
    setKeepAlive: same,
    setNoDelay: same,
    setTimeout: same,
    ref: all('ref'),
    unref: all('unref'),
  });
}
