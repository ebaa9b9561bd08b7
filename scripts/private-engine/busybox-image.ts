import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Programs that scripts of tests use. */
const APPLETS = [
  'sh',
  'sleep',
  'test',
  'touch',
  'rm',
  'cat',
  'echo',
  'head',
  'tr',
  'kill',
  'true',
  'false',
  'httpd',
  'wget',
];

/** A root file system with nothing but a static busybox, as a tar archive. */
export function busyboxImage(busybox: string, folder: string): Buffer {
  const root = mkdtempSync(join(folder, 'image-'));
  try {
    for (const name of ['bin', 'tmp', 'etc', 'proc']) mkdirSync(join(root, name));
    copyFileSync(busybox, join(root, 'bin', 'busybox'));
    for (const applet of APPLETS) symlinkSync('busybox', join(root, 'bin', applet));
    return execFileSync('tar', ['-C', root, '-c', '.'], { maxBuffer: 64_000_000 });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
