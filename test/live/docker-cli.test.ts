// The docker command line, unmodified, over a real engine and over a simulated one: it prints the same.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { listen } from '#adapters/engine-api/listen.js';
import { simulatedEngine } from '#adapters/engine-api/simulated-engine.js';
import { COMMANDS, COMPOSE, STACK } from './docker-cli/commands.ts';
import { session } from './docker-cli/session.ts';
import { isMissing, socket } from './engine.ts';
import { besideRealOne } from './simulated.ts';

/** A client's next question comes up to so much later: it polls each 200 ms, and a container starts in a second. */
const LATEST_MS = 400;

/** Each version that is installed, by where it is: Debian's, and whatever comes before it. */
function commandLines(): readonly { readonly version: string; readonly docker: string }[] {
  const found = new Map<string, string>();
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const docker = join(folder, 'docker');
    const ran = spawnSync(docker, ['--version'], { encoding: 'utf8' });
    const version = ran.status === 0 ? /version ([^,]+)/.exec(ran.stdout)?.[1] : undefined;
    if (version !== undefined && !found.has(version)) found.set(version, docker);
  }
  return [...found].map(([version, docker]) => ({ version, docker }));
}

describe.skipIf(isMissing)(
  'the docker command line prints over a simulated engine what it prints over a real one',
  () => {
    test.each(commandLines())('version $version', async ({ docker }) => {
      const cwd = mkdtempSync(join(tmpdir(), 'sim-docker-cli-'));
      onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
      writeFileSync(join(cwd, 'compose.yml'), COMPOSE);
      const [real, simulated] = await Promise.all([
        session({ docker, cwd, dockerHost: `unix://${socket}` }, COMMANDS),
        session({ docker, cwd, dockerHost: await simulatedHost(cwd) }, COMMANDS),
      ]);
      const asRead = (printed: typeof real): string =>
        printed.map(({ line, text }) => `$ docker ${line}\n${text}`).join('\n');
      expect(asRead(simulated)).toBe(asRead(real));
    });
  },
);

async function simulatedHost(cwd: string): Promise<string> {
  const engine = besideRealOne(STACK, ['good', 'dies:100ms..300ms:1']);
  const path = join(cwd, 'docker.sock');
  const listener = await listen({
    at: { kind: 'unix', path },
    answer: (request) => {
      if (simulatedEngine.looks(request)) engine.runToLook(0, LATEST_MS);
      return Promise.resolve(simulatedEngine.handle(request, engine.world));
    },
  });
  onTestFinished(() => listener.close());
  return listener.dockerHost;
}
