import type { Scenario } from '#model/scenario.js';
import { SimError } from '../../errors.ts';
import { askedExecutor } from '../../explore/asked-executor.ts';
import type { Executor } from '../../explore/explore.ts';
import { retraceAsked } from '../../explore/retrace-asked.ts';
import type { RecordedStep, Retraced } from '../../explore/retrace.ts';
import { openSeats, type ClientCommand, type Seats, type SeatsOptions } from './seats.ts';

/** What its clients find on this machine. */
export interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface ClientSearch extends ClientCommand, Surroundings {
  readonly shrinkRuns: number;
}

/** What is open, so that all of it can be ended whatever becomes of the work. */
const open = new Set<Seats>();

export async function closeClients(): Promise<void> {
  const all = [...open];
  open.clear();
  await Promise.all(all.map((seats) => seats.close()));
}

export async function opened(
  client: ClientCommand & Surroundings & Pick<SeatsOptions, 'amend'>,
  scenario: Scenario,
  count: number,
): Promise<Seats> {
  const seats = await openSeats({ ...client, scenario: checked(scenario) }, count);
  open.add(seats);
  return seats;
}

export interface ClientWork {
  readonly scenario: Scenario;
  readonly client: ClientSearch;
  /** Clients at a time. */
  readonly workers: number;
  readonly filed: ReadonlySet<string>;
}

export async function clientExecutor({ scenario, client, workers, filed }: ClientWork): Promise<Executor> {
  const { systems } = await opened(client, scenario, workers);
  return askedExecutor({ seats: systems, filed, shrinkRuns: client.shrinkRuns });
}

/** Follows recorded steps with the client that a trace names. */
export async function retraceClient(
  scenario: Scenario,
  client: ClientCommand & Surroundings,
  schedule: readonly RecordedStep[],
): Promise<Retraced> {
  const { systems } = await opened(client, scenario, 1);
  try {
    const [system] = systems;
    if (system === undefined) throw new Error('invariant broken: a seat was asked for');
    return await retraceAsked(system, schedule);
  } finally {
    await closeClients();
  }
}

/** Answers to a client do not get lost on the way: what it does about that is its own business, and its own time. */
function checked(scenario: Scenario): Scenario {
  const { kinds } = scenario.faults;
  const lost = kinds.find((kind) => kind === 'no-answer' || kind === 'late-answer');
  if (lost === undefined) return scenario;
  throw new SimError({
    code: 'usage.bad-value',
    where: '--moves',
    what: `${lost} is no fault that a command can be met with`,
    remedy: 'Leave it out: sim answers each request of a command, once.',
  });
}
