import { setMaxListeners } from 'node:events';
import { EXIT } from '../../errors.ts';
import { drillJson } from '../../report/drill/json.ts';
import type { DrillReport } from '../../report/drill/result.ts';
import { drillText } from '../../report/drill/text.ts';
import { plural, stretch } from '../../report/wording.ts';
import { needsSomebody } from '../asks-first.ts';
import { connectTo } from '../check/connect-to.ts';
import { consent } from '../drill/consent.ts';
import type { DrillEngine } from '../drill/drill-engine.ts';
import { inLanes } from '../drill/in-lanes.ts';
import type { DrillOptions } from '../drill/options.ts';
import { planOf, withoutLimits, type Plan } from '../drill/plan.ts';
import { refuseUnfit } from '../drill/refuse-unfit.ts';
import { reportOf } from '../drill/report-of.ts';
import { INTERVAL_MS, runDrill, type DrillRun } from '../drill/run-drill.ts';
import { serviceName, type DrillCase } from '../drill/service-spec.ts';
import { writes, type Writes } from '../drill/writes.ts';
import { endpointOf } from '../endpoint-options.ts';
import { unlessInterrupted } from '../interrupt.ts';
import type { Io, Session } from '../io.ts';

/** Every service that a drill makes begins with it, and nothing else is ever written. */
const PREFIX = 'sim-drill-';
/** Side by side: more would be a load of their own, and late reports are another drill. */
const LANES = 4;

const EXIT_OF: Readonly<Record<DrillReport['outcome'], number>> = {
  stands: EXIT.stands,
  fooled: EXIT.refuted,
  undecided: EXIT.undecided,
};

/** `sim drill`: 0 when the rules that count were never fooled. The only verb that writes to an engine. */
export async function drillVerb(options: DrillOptions, { io, style }: Session): Promise<number> {
  const asked = planOf(options);
  needsSomebody(
    options.yes === true,
    io,
    'a drill creates services on the engine, and nobody is here to be asked',
    'Say --yes, or run it on a terminal.',
  );
  // All rules of all drills that are under way sleep on it.
  setMaxListeners(0, io.signal);
  const opening = open(options, io);
  try {
    const engine = await unlessInterrupted(opening, io.signal, NOTHING_MADE);
    const plan = engine.limitsMemory ? asked : withoutLimits(asked);
    await unlessInterrupted(refuseUnfit(engine, options.image, PREFIX), io.signal, NOTHING_MADE);
    const namespace = `${PREFIX}${process.pid.toString(36)}${Math.floor(Math.random() * 1296).toString(36)}`;
    const agreed = await unlessInterrupted(
      consent({ engine, plan, namespace, options, lanes: LANES }, io),
      io.signal,
      NOTHING_MADE,
    );
    if (!agreed) return EXIT.undecided;
    const beganMs = performance.now();
    const made = writes(engine, namespace);
    const left: string[] = [];
    let runs: readonly DrillRun[];
    try {
      runs = await carryOut({ engine, plan, namespace, options, made, io });
    } finally {
      left.push(...(await clear(made, namespace, options, io)));
    }
    const tookMs = Math.round(performance.now() - beganMs);
    const { image } = options;
    const report = reportOf({ engine, plan, namespace, image, runs, leftBehind: left, tookMs });
    io.stdout.write(options.json ? drillJson(report) : drillText(report, style));
    return left.length > 0 ? EXIT.environment : EXIT_OF[report.outcome];
  } finally {
    opening.then((engine) => engine.close()).catch(() => undefined);
  }
}

const NOTHING_MADE = 'nothing was created';

async function open(options: DrillOptions, io: Io): Promise<DrillEngine> {
  const openDrill = io.openDrill ?? (await import('../drill/open-engine.ts')).openEngine;
  return openDrill({ endpoint: endpointOf(options), env: io.env, signal: io.signal, prefix: PREFIX });
}

interface Work {
  readonly engine: DrillEngine;
  readonly plan: Plan;
  readonly namespace: string;
  readonly options: DrillOptions;
  readonly made: Writes;
  readonly io: Io;
}

function carryOut({ engine, plan, namespace, options, made, io }: Work): Promise<readonly DrillRun[]> {
  const { image, keep } = options;
  const cases = plan.pairs.map(({ drill, order }): DrillCase => {
    return { drill, order, stack: `${namespace}-${drill.name}-${order}`, namespace, image, node: engine.node };
  });
  const state = { done: 0 };
  const drillOne = async (one: DrillCase): Promise<DrillRun> => {
    const connect = () =>
      connectTo({ ...options, stack: one.stack, interval: INTERVAL_MS, ...healthOf(options, one) }, io);
    const run = await runDrill(one, { writes: made, connect, rules: plan.rules });
    if (keep !== true) await made.remove(serviceName(one));
    state.done++;
    io.stderr.write(`sim: [${state.done}/${cases.length}] ${told(run)}\n`);
    return run;
  };
  return unlessInterrupted(inLanes(cases, LANES, drillOne), io.signal, 'the drill was broken off');
}

/** Whatever came of it, what was made is removed: after a failure and after an interrupt too. Returns what is left. */
async function clear(
  made: Writes,
  namespace: string,
  { keep }: DrillOptions,
  { stderr, signal }: Io,
): Promise<readonly string[]> {
  if (keep === true) {
    stderr.write(`sim: kept: ${plural(made.standing(), 'service')} named ${namespace}-*\n`);
    return [];
  }
  const again = signal.aborted ? '; a second signal leaves them behind' : '';
  if (made.standing() > 0)
    stderr.write(`sim: removing ${plural(made.standing(), 'service')} of ${namespace}${again}\n`);
  const left = await made.takeBack();
  if (left.length > 0) stderr.write(`sim: could not be removed, and is left: ${left.join(', ')}\n`);
  return left;
}

const healthOf = ({ healthUrl }: DrillOptions, one: DrillCase): { readonly healthUrl?: string } =>
  healthUrl === undefined ? {} : { healthUrl: healthUrl.replaceAll('{service}', serviceName(one)) };

function told({ one, truth, rulings, tookMs }: DrillRun): string {
  const words = rulings.map(({ rule, outcome }) => `${rule} ${outcome}`).join(', ');
  const cause = truth.truth === 'not good' ? truth.cause : truth.truth;
  return `${one.drill.name}, ${one.order}: ${cause} after ${stretch(tookMs)}; ${words}`;
}
