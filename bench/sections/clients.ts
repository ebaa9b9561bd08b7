import { openSeats } from '#src/cli/exec/seats.js';
import { runAsked, type AskedSystem } from '#src/explore/asked-system.js';
import { schedulerFor } from '#src/explore/batch.js';
import { bench } from '#src/explore/run.js';
import { defaultScenarios } from '#src/scenario/presets.js';

const SEATS = 2;
const RUNS = 400;
const NODE_RUNS = 20;
const REQUESTS = 100;

export interface ClientsRow {
  readonly client: string;
  readonly runs: number;
  readonly wallMs: number;
  /** Of this process: the client's own is not in it. */
  readonly cpuMs: number;
}

/** What a run costs with a shell that only exits, and a request with what its client does for it, the client's start aside. */
export async function measureClients(): Promise<readonly ClientsRow[]> {
  const run = await measure('exit 0', SEATS, RUNS);
  const [silent, asking] = [await measure(asksFor(0), 1, NODE_RUNS), await measure(asksFor(REQUESTS), 1, NODE_RUNS)];
  const request = {
    wallMs: (asking.wallMs - silent.wallMs) / REQUESTS,
    cpuMs: (asking.cpuMs - silent.cpuMs) / REQUESTS,
  };
  return [
    { client: `a shell that exits, ${SEATS} at a time`, runs: RUNS, ...run },
    { client: 'one request of many', runs: NODE_RUNS * REQUESTS, ...request },
  ];
}

function asksFor(requests: number): string {
  const get = `get({ socketPath: process.env.DOCKER_HOST.slice(7), path: "/services", agent }`;
  const ask = `await new Promise((done) => ${get}, (answer) => answer.resume().on("end", done)))`;
  const program = `import { Agent, get } from "node:http"; const agent = new Agent({ keepAlive: true });
    for (let i = 0; i < ${requests}; i++) ${ask}; process.exit(0)`;
  return `${process.execPath} --input-type=module -e '${program}'`;
}

async function measure(command: string, count: number, runs: number): Promise<Pick<ClientsRow, 'wallMs' | 'cpuMs'>> {
  const [read] = defaultScenarios();
  if (read === undefined) throw new Error('invariant broken: there are default scenarios');
  const limits = { passCode: 0, undecidedCodes: [], timeoutMs: 60_000, deploy: 'by-schedule' } as const;
  const where = { cwd: process.cwd(), env: process.env };
  const seats = await openSeats({ scenario: read.scenario, command, ...limits, ...where }, count);
  try {
    await inTurns(seats.systems, Math.ceil(runs / 8));
    const [wall, cpu] = [performance.now(), process.cpuUsage()];
    await inTurns(seats.systems, runs);
    const { user, system } = process.cpuUsage(cpu);
    return { wallMs: (performance.now() - wall) / runs, cpuMs: (user + system) / 1_000 / runs };
  } finally {
    await seats.close();
  }
}

/** Each system makes its share of the runs, one after the other. */
async function inTurns(systems: readonly AskedSystem[], runs: number): Promise<void> {
  let left = runs;
  await Promise.all(
    systems.map(async (system, seed) => {
      const scheduler = schedulerFor('discrete-event', system, seed);
      const on = bench(system);
      while (left-- > 0) await runAsked(system, scheduler, on);
    }),
  );
}
