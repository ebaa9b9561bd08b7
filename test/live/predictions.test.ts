// The surest prediction: an identical second deploy erases the status of a rollout whose head dies, and cc-ci/v4 passes. The others
// are races that may take dozens of runs: npm run predictions plays them.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const TSX = join(ROOT, 'node_modules/.bin/tsx');

/** An engine of its own needs root and dockerd; CI has both, so there it is not skipped. */
const isMissing = process.env['CI'] !== 'true' && !(process.getuid?.() === 0 && hasDockerd());

function hasDockerd(): boolean {
  return ['/usr/sbin/dockerd', '/usr/bin/dockerd', '/usr/local/bin/dockerd'].some((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

describe.skipIf(isMissing)('on a real engine', () => {
  test('cc-ci/v4 passes over a head that dies, as the explorer says, and head-serves does not', () => {
    const argv = ['--conditions=source', 'scripts/predictions.ts', '--quick'];
    const { status, stdout, stderr } = spawnSync(TSX, argv, { cwd: ROOT, encoding: 'utf8', timeout: 170_000 });
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(
      /^ {2}cc-ci\/v4, masking-race, schedule \d+: The rule read no update status, which every deploy/m,
    );
    expect(stdout).toMatch(/\| cc-ci\/v4 .*\| [1-5] of 5 +\|/m);
  });
});
