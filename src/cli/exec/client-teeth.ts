import { stampLabel } from '#adapters/engine-api/spec-document.js';
import type { EngineRequest } from '#adapters/engine-api/simulated-engine.js';
import { AT_ONCE, type Scenario } from '#model/scenario.js';
import { PASS_KINDS } from '#properties/outcomes.js';
import { ASKED_FOR, WRONG_STAMPS, type WrongStamp } from '#properties/teeth/wrong-stamps.js';
import { askedExecutor } from '../../explore/asked-executor.ts';
import { DEAR } from '../../explore/explore.ts';
import type { ClientTeethReport, StampRuns } from '../../report/prove/client-teeth.ts';
import { opened, type ClientSearch } from './client-search.ts';

export interface ClientTeethPlan {
  readonly scenario: Scenario;
  readonly client: ClientSearch;
  /** Commands at a time. */
  readonly workers: number;
  readonly onDone: (done: number, of: number) => void;
}

/** Schedules that each stamp is shown on: one of each strategy. */
const RUNS = DEAR.portfolio.length;

/** The stamp as the command deploys it, in a world that is as it should be: without a pass there, a red says nothing. */
const RIGHT: WrongStamp = { kind: 'the head', stamp: ASKED_FOR };

/** Shows the command every wrong stamp after its deploy, the head being sound: it must not pass once. And the right one, which it must. */
export async function clientTeeth(plan: ClientTeethPlan): Promise<ClientTeethReport> {
  const all = [RIGHT, ...WRONG_STAMPS];
  const results: StampRuns[] = [];
  for (const stamp of all) {
    results.push(await shown(plan, stamp, stamp === RIGHT));
    plan.onDone(results.length, all.length);
  }
  const [right, ...wrong] = results as [StampRuns, ...StampRuns[]];
  return { command: plan.client.command, right, wrong };
}

async function shown({ scenario, client, workers }: ClientTeethPlan, { kind, stamp }: WrongStamp, isRight: boolean) {
  const isOwn = client.deploy === 'by-client';
  const amend = isOwn && !isRight ? { amend: relabelling(stampLabel(scenario.stack), stamp) } : {};
  const seats = await opened({ ...client, ...amend }, worldOf(scenario, stamp, isRight), Math.min(workers, RUNS));
  try {
    const executor = askedExecutor({ seats: seats.systems, filed: new Set(), shrinkRuns: 0 });
    const batches = DEAR.portfolio.map((strategy, index) => executor.runBatch({ index, strategy, runs: 1, seed: 1 }));
    const counts = (await Promise.all(batches)).map(({ outcomes }) => outcomes);
    const passes = counts.filter((outcomes) => Object.keys(outcomes).some((outcome) => PASSES.has(outcome))).length;
    return { kind, stamp, runs: RUNS, passes };
  } finally {
    await seats.close();
  }
}

const PASSES: ReadonlySet<string> = new Set(PASS_KINDS);

/** Nothing goes wrong in it but the stamp, which is not that of the commit that is asked for. */
function worldOf(scenario: Scenario, stamp: string | null, isRight: boolean): Scenario {
  const good = scenario.headFates.find(({ kind }) => kind === 'good');
  const { host, faults, watcher } = scenario;
  return {
    ...scenario,
    head: { ...scenario.head, stamp: isRight ? ASKED_FOR : stamp },
    headFates: [good ?? { kind: 'good', times: 'persistent', window: AT_ONCE, exitCode: 0, memoryMb: 0 }],
    host: { ...host, loadChanges: 0 },
    faults: { ...faults, kinds: [], maxFaults: 0 },
    watcher: isRight ? watcher : { ...watcher, askedFor: ASKED_FOR },
  };
}

/** Whatever stamp is deployed, another one arrives. */
function relabelling(label: string, stamp: string | null) {
  return (request: EngineRequest): EngineRequest => {
    if (request.method !== 'POST' || !/\/services\/(create|[^/]+\/update)(\?|$)/.test(request.path)) return request;
    try {
      const spec = JSON.parse(request.body) as { readonly Labels?: Readonly<Record<string, string>> };
      const others = Object.fromEntries(Object.entries(spec.Labels ?? {}).filter(([name]) => name !== label));
      const labels = stamp === null ? others : { ...others, [label]: stamp };
      return { ...request, body: JSON.stringify({ ...spec, Labels: labels }) };
    } catch {
      // The engine says what is wrong with it.
      return request;
    }
  };
}
