import { chmodSync, lstatSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import process from 'node:process';
import { SimError } from '#src/errors.js';

/** Makes sure that a socket can be made there: one that nobody listens on any more is removed, anything else is left alone. */
export async function freePath(path: string): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isSocket()) throw inTheWay(path, 'there is a file that is no socket');
  if (await isListenedTo(path)) throw inTheWay(path, 'another process listens there');
  removeSocket(path);
}

export const removeSocket = (path: string): void => rmSync(path, { force: true });

function isListenedTo(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'ECONNREFUSED'));
  });
}

/** Runs what binds a socket so that, from its first instant on, only this user can connect to it. */
export function withinOwnerOnly(path: string, bind: () => void): void {
  const before = ownUmask(0o177);
  try {
    bind();
  } finally {
    if (before !== null) ownUmask(before);
  }
  if (before === null && lstatSync(path, { throwIfNoEntry: false })?.isSocket() === true) chmodSync(path, 0o600);
}

/** Threads other than the main one cannot set it. */
function ownUmask(mask: number): number | null {
  try {
    return process.umask(mask);
  } catch {
    return null;
  }
}

function inTheWay(path: string, what: string): SimError {
  const remedy = 'Name another path, or remove what is there.';
  return new SimError({ code: 'output.unwritable', where: `--listen unix://${path}`, what, remedy });
}
