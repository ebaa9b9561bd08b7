// A private dockerd, apart from any engine of the user's: scripts/engine up | restart | down.
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { down } from './private-engine/down.ts';
import { placesIn } from './private-engine/places.ts';
import { Refusal } from './private-engine/refusal.ts';
import { restart } from './private-engine/restart.ts';
import { up } from './private-engine/up.ts';

const HELP = `Usage:
  scripts/engine up [--dir DIR] [--memory 130M] [--join DIR]
                                      start it; prints the line that points docker and sim to it
  scripts/engine restart [--dir DIR]  stop it and start it again as it was; returns when its swarm has a leader
  scripts/engine down [--dir DIR]     stop it and take away all that it made

It is a swarm of one node, on loopback in a network of its own, with the image busybox:sim. DIR is a folder that it has for
itself (default: sim-engine in the folder for temporary files). With --memory all its containers share that budget. With --join it is
no swarm of its own but a worker of the engine in that folder.
`;

async function main(argv: readonly string[]): Promise<void> {
  const options = {
    dir: { type: 'string' },
    memory: { type: 'string' },
    join: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
  const places = placesIn(resolve(values.dir ?? join(tmpdir(), 'sim-engine')));
  const [verb] = positionals;
  if (values.help) process.stdout.write(HELP);
  else if (verb === 'up') {
    const join = values.join === undefined ? undefined : placesIn(resolve(values.join));
    process.stdout.write(`export DOCKER_HOST=${await up(places, { memory: values.memory, join })}\n`);
  } else if (verb === 'restart') await restart(places);
  else if (verb === 'down') await down(places);
  else throw new Refusal(HELP.trimEnd(), 2);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof TypeError && 'code' in error;
  process.stderr.write(`scripts/engine: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof Refusal ? error.exitCode : isUsage ? 2 : 70;
}
