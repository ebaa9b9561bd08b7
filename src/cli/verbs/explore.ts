import { OUTCOME_KINDS, REFUTING } from '#properties/outcomes.js';
import type { Scenario } from '#model/scenario.js';
import { rulesNamed, STANDARD_RULES } from '../../assertions/catalogue.ts';
import { EXIT, SimError } from '../../errors.ts';
import type { ExploreResult } from '../../explore/outcome.ts';
import { exploreJson } from '../../report/json.ts';
import type { ExploreReport, RuleResult } from '../../report/result.ts';
import { exploreText } from '../../report/text.ts';
import { closeClients, type ClientSearch } from '../exec/client-search.ts';
import { clientOf, DEFAULT_SHRINK_RUNS } from '../exec/options.ts';
import { breathe, unlessInterrupted } from '../interrupt.ts';
import type { Io, Session } from '../io.ts';
import { DEFAULT_CLIENT_RUNS, DEFAULT_RUNS, defaultWorkers } from '../options.ts';
import type { ExploreOptions } from '../options.ts';
import { exhaustAll } from '../exhaust.ts';
import { progressLine, transientLine } from '../progress.ts';
import { scenariosFor } from '../scenarios.ts';
import { closeWorkers, search } from '../search.ts';
import type { SearchRequest } from '../search.ts';
import { openTraceFolder } from '../trace-files.ts';
import type { TraceFolder } from '../trace-files.ts';
import { writtenFindings } from '../written-findings.ts';

interface Searched {
  readonly rule: string;
  readonly scenario: Scenario;
  readonly client?: ClientSearch;
  readonly result: ExploreResult;
}

/** `sim explore`: nothing is searched before everything that was asked for is known to be good, nothing is written before all is found. */
export async function exploreVerb(
  file: string | undefined,
  options: ExploreOptions,
  session: Session,
): Promise<number> {
  const { io } = session;
  refuseUnfit(options);
  const client = clientFor(options, io);
  const rules = client === null ? rulesFor(options) : [CLIENT];
  const scenarios = scenariosFor(file, options, io).map(({ scenario }) => scenario);
  const folder = openTraceFolder(options.out, io.cwd);
  try {
    const searches = scenarios.flatMap((scenario) =>
      rules.map(({ name }) => ({ rule: name, scenario, ...(client === null ? {} : { client }) })),
    );
    const refuting = new Set([REFUTING, ...(options.refute ?? [])]);
    const { strategy } = options;
    const searched =
      strategy === 'exhaustive'
        ? await exhaust(searches, options, refuting, io)
        : await searchAll(
            searches.map((one) => ({ ...one, ...shared(options, strategy, refuting, searches.length) })),
            io,
          );
    const report = writeReport(searched, { options, refuting, folder });
    io.stdout.write(options.json ? exploreJson(report) : exploreText(report, session.style));
    return exitCode(report.results);
  } finally {
    folder.abandon();
  }
}

/** What stands in a report for the rule, where a command is judged. */
const CLIENT = { name: 'exec' } as const;

const rulesFor = ({ rule }: ExploreOptions) => (rule === undefined ? STANDARD_RULES : rulesNamed(rule));

function clientFor(options: ExploreOptions, { cwd, env }: Io): ClientSearch | null {
  const client = clientOf(options);
  if (client === null) return null;
  return { ...client, cwd, env, shrinkRuns: options.shrink ?? DEFAULT_SHRINK_RUNS };
}

/** A budget of runs means nothing to a search of every state, and its limits nothing to one that draws. */
function refuseUnfit({ strategy, runs, for: ms, limit, tick, exec }: ExploreOptions): void {
  const isExhaustive = strategy === 'exhaustive';
  const given = isExhaustive ? { '--runs': runs, '--for': ms, '--exec': exec } : { '--limit': limit, '--tick': tick };
  const [unfit] = Object.entries(given).filter(([, value]) => value !== undefined);
  if (unfit === undefined) return;
  throw new SimError({
    code: 'usage.bad-value',
    where: unfit[0],
    what: `it means nothing to --strategy ${strategy}`,
    remedy: isExhaustive
      ? 'Give the search an end with --limit, as in --limit states=1000000,time=1m.'
      : 'Leave it out, or give --strategy exhaustive.',
  });
}

async function exhaust(
  searches: readonly Omit<Searched, 'result'>[],
  { limit = {}, tick, workers = defaultWorkers() }: ExploreOptions,
  refuting: ReadonlySet<string>,
  io: Io,
): Promise<readonly Searched[]> {
  const onDone = (done: number, of: number): void => transientLine(io, `[${done}/${of}]`, done === of);
  const results = await unlessInterrupted(
    exhaustAll({ searches, refuting, limits: limit, tickMs: tick, workers, signal: io.signal, onDone }),
    io.signal,
  );
  return results.map((result, i) => ({ ...(searches[i] as Omit<Searched, 'result'>), result }));
}

function shared(
  options: ExploreOptions,
  strategy: SearchRequest['strategy'],
  refuting: ReadonlySet<string>,
  searches: number,
) {
  const { seed } = options;
  const workers = options.workers ?? defaultWorkers();
  const budget =
    options.for === undefined
      ? { runs: options.runs ?? (options.exec === undefined ? DEFAULT_RUNS : DEFAULT_CLIENT_RUNS) }
      : { ms: options.for / searches };
  return { strategy, seed, workers, budget, refuting };
}

async function searchAll(requests: readonly SearchRequest[], io: Io): Promise<readonly Searched[]> {
  const progress = progressLine(io, requests.length);
  const searched: Searched[] = [];
  try {
    for (const request of requests) {
      const { rule, scenario, client, refuting } = request;
      progress.begin({ rule, scenario: scenario.name });
      await unlessInterrupted(breathe(), io.signal);
      const result = await unlessInterrupted(search({ ...request, onProgress: progress.update }), io.signal);
      progress.end(result.findings.filter((finding) => refuting.has(finding.kind)).length);
      searched.push({ rule, scenario, ...(client === undefined ? {} : { client }), result });
      await closeClients();
    }
  } finally {
    progress.clear();
    await closeClients();
    // Threads in the middle of their work end with the process instead.
    if (!io.signal.aborted) await closeWorkers();
  }
  return searched;
}

interface Writing {
  readonly options: ExploreOptions;
  readonly refuting: ReadonlySet<string>;
  readonly folder: TraceFolder;
}

function writeReport(searched: readonly Searched[], { options, refuting, folder }: Writing): ExploreReport {
  const written = searched.map(({ rule, scenario, client, result }) => ({
    rule,
    scenario: scenario.name,
    outcome: result.outcome,
    coverage: result.coverage,
    findings: writtenFindings({
      rule,
      scenario,
      ...(client === undefined ? {} : { client }),
      findings: result.findings,
      pathOf: folder.pathOf,
    }),
  }));
  folder.write(written.flatMap(({ findings }) => findings.flatMap((finding) => [finding, ...finding.logs])));
  return { seed: options.seed, out: options.out, kinds: OUTCOME_KINDS, refuting, results: written };
}

/** Any rule refuted; else any that nobody saw pass rightly or that is undecided, or runs on which nothing can be said; else the claims stand. */
function exitCode(results: readonly RuleResult[]): number {
  if (results.some(({ outcome }) => outcome === 'refuted')) return EXIT.refuted;
  const undecided = ({ outcome, coverage }: RuleResult) =>
    outcome === 'unwitnessed' || outcome === 'undecided' || (coverage.outcomes['unjudged'] ?? 0) > 0;
  return results.some(undecided) ? EXIT.undecided : EXIT.stands;
}
