import { BOUNDS, boundsOf, type Bounds, type ProofWorld } from '#properties/proof/bounds.js';
import { ALARM_AFTER_DEATH, SUPERSEDED_AND_BACK } from '#properties/proof/claim.js';
import { TICK_MS } from '#properties/proof/proof-world.js';
import { OUTCOME_KINDS, REFUTING } from '#properties/outcomes.js';
import { CATALOGUE, rulesNamed } from '../../assertions/catalogue.ts';
import type { Rule } from '../../assertions/judge.ts';
import { EXIT, SimError } from '../../errors.ts';
import { findingOf } from '../../explore/outcome.ts';
import type { ProofReport, RuleProof } from '../../report/prove/result.ts';
import { plural } from '../../report/wording.ts';
import { closeClients } from '../exec/client-search.ts';
import { clientTeeth } from '../exec/client-teeth.ts';
import { clientOf } from '../exec/options.ts';
import type { ClientCommand } from '../exec/seats.ts';
import { unlessInterrupted } from '../interrupt.ts';
import type { Io, Session } from '../io.ts';
import { differences, loadCertificate } from '../prove/certificate.ts';
import { sourceDigests } from '../prove/digests.ts';
import { FORMATS } from '../prove/formats.ts';
import { openJournal, type Journal } from '../prove/journal.ts';
import { REDUCTIONS, type ProveOptions } from '../prove/options.ts';
import { proveRules, type ProofPlan } from '../prove/prove-rules.ts';
import { NO_LIMIT_MS } from '../limits.ts';
import { defaultWorkers } from '../options.ts';
import { transientLine } from '../progress.ts';
import { proveTeeth } from '../prove/prove-teeth.ts';
import { scenariosFor } from '../scenarios.ts';
import { clientTeethJson, clientTeethOutcome, clientTeethText } from '../../report/prove/client-teeth.ts';
import { teethJson, teethText } from '../../report/prove/teeth.ts';
import { hasTeeth } from '../../report/prove/teeth-result.ts';
import { openTraceFolder, type TraceFolder, type TraceText } from '../trace-files.ts';
import { writtenFinding } from '../written-findings.ts';

const DEFAULT_LIMITS = { states: 50_000_000, bytes: 4 * 2 ** 30, ms: NO_LIMIT_MS };

/** `sim prove`: exhausts a family of worlds for each rule. 0 only when every rule is proved. */
export async function proveVerb(file: string | undefined, options: ProveOptions, session: Session): Promise<number> {
  const { io, style } = session;
  const client = clientOf(options);
  if (client !== null) return clientTeethVerb(file, { ...options, client }, session);
  if (file !== undefined) throw needs(file, '--teeth --exec', 'a proof is of its own family of worlds (--bounds)');
  if (options.teeth === true) return teethVerb(options, session);
  const rules = options.rule === undefined ? CATALOGUE : rulesNamed(options.rule);
  const bounds = boundsOf(options.bounds);
  const worlds = chosen(bounds.worlds, options);
  if (options.list === true) {
    io.stdout.write(`${worlds.map(({ name }) => name).join('\n')}\n`);
    return EXIT.stands;
  }
  const certificate = options.against === undefined ? null : loadCertificate(options.against, io.cwd);
  const folder = openTraceFolder(options.out, io.cwd);
  try {
    const texts: TraceText[] = [];
    const results = await unlessInterrupted(
      proveRules(planOf(rules, worlds, options, { io, folder, texts })),
      io.signal,
    );
    folder.write(texts);
    const report = reportOf(results, { ...bounds, worlds }, options);
    const format = options.json === true ? 'json' : options.format;
    io.stdout.write(FORMATS[format](report, style));
    const against = certificate === null ? [] : differences(certificate, report);
    for (const line of against) io.stderr.write(`sim: ${options.against ?? ''}: ${line}\n`);
    return certificate === null ? exitCode(results) : against.length === 0 ? EXIT.stands : EXIT.refuted;
  } finally {
    folder.abandon();
  }
}

/** `sim prove --teeth --exec`: 0 when the command is red over every wrong stamp, and passes over the right one. */
async function clientTeethVerb(
  file: string | undefined,
  { client, teeth, workers = defaultWorkers(), json, format }: ProveOptions & { readonly client: ClientCommand },
  { io, style }: Session,
): Promise<number> {
  if (teeth !== true) throw needs('--exec', '--teeth', 'a command can be searched and tested, not proved');
  const { cwd, env } = io;
  const [read] = scenariosFor(file, { set: file === undefined ? [ONE_OF_THE_INCIDENT] : [], moves: ['none'] }, io);
  if (read === undefined) throw new Error('invariant broken: a file has a scenario');
  const onDone = (done: number, of: number): void => transientLine(io, `teeth: ${done} of ${of}`, done === of);
  const search = { ...client, cwd, env, shrinkRuns: 0 };
  try {
    const work = clientTeeth({ scenario: read.scenario, client: search, workers, onDone });
    const report = await unlessInterrupted(work, io.signal);
    const asJson = json === true || format === 'json';
    io.stdout.write(asJson ? clientTeethJson(report) : clientTeethText(report, style));
    return { refuted: EXIT.refuted, unwitnessed: EXIT.undecided, survived: EXIT.stands }[clientTeethOutcome(report)];
  } finally {
    await closeClients();
  }
}

const ONE_OF_THE_INCIDENT = 'update_config.order=start-first';

function needs(where: string, option: string, what: string): SimError {
  return new SimError({ code: 'usage.bad-value', where, what, remedy: `Give it with ${option}.` });
}

/** `sim prove --teeth`: 0 when every mutant is killed, no canary is, and every wrong stamp is red. */
async function teethVerb(
  { workers = defaultWorkers(), json, format }: ProveOptions,
  session: Session,
): Promise<number> {
  const { io, style } = session;
  const onDone = (done: number, of: number): void => transientLine(io, `teeth: ${done} of ${of}`, done === of);
  const report = await unlessInterrupted(proveTeeth({ workers, signal: io.signal, onDone }), io.signal);
  const asJson = json === true || format === 'json';
  io.stdout.write(asJson ? teethJson(report, sourceDigests()) : teethText(report, style));
  return hasTeeth(report) ? EXIT.stands : EXIT.refuted;
}

/** Those of the family that `--world` names; all of them without it. */
function chosen(worlds: readonly ProofWorld[], { world: names, bounds }: ProveOptions): readonly ProofWorld[] {
  if (names === undefined) return worlds;
  for (const name of names) {
    if (worlds.some((world) => world.name.includes(name))) continue;
    throw new SimError({
      code: 'usage.unknown-world',
      where: `--world ${name}`,
      what: `no world of the bounds ${bounds} is called so`,
      remedy: `sim prove --bounds ${bounds} --list prints their names; the other bounds are ${BOUNDS.join(', ')}.`,
    });
  }
  return worlds.filter(({ name }) =>
    names.some((text) => name === text || (!hasExactly(worlds, text) && name.includes(text))),
  );
}

const hasExactly = (worlds: readonly ProofWorld[], text: string): boolean => worlds.some(({ name }) => name === text);

interface Writing {
  readonly io: Io;
  readonly folder: TraceFolder;
  readonly texts: TraceText[];
}

function planOf(
  rules: readonly Rule[],
  worlds: readonly ProofWorld[],
  options: ProveOptions,
  { io, folder, texts }: Writing,
): ProofPlan {
  const { limit = {}, refute = [] } = options;
  const reductions = reductionsOf(options);
  return {
    rules: rules.map(({ name, claims = [] }) => ({ name, refuting: [...new Set([REFUTING, ...claims, ...refute])] })),
    worlds,
    tickMs: tickOf(options),
    reductions: {
      forget: reductions.includes('forget'),
      collapse: reductions.includes('collapse'),
      slots: reductions.includes('slots'),
    },
    limits: {
      states: limit.states ?? DEFAULT_LIMITS.states,
      bytes: limit.memory ?? DEFAULT_LIMITS.bytes,
      ms: limit.time ?? DEFAULT_LIMITS.ms,
    },
    workers: options.workers ?? defaultWorkers(),
    journal: journalOf(options, io),
    signal: io.signal,
    write: (rule, counterexample, states) => {
      const { kind, trace, scenario } = counterexample;
      const finding = { ...findingOf(trace, 'exhaustive', states), kind };
      const written = writtenFinding(finding, { rule, scenario, pathOf: folder.pathOf });
      texts.push(written);
      return written;
    },
    onWorld: (rule, done, of, states) => {
      transientLine(io, `[${done}/${of}] ${rule}: ${plural(states, 'state')}`, done === of);
    },
  };
}

function journalOf(options: ProveOptions, { cwd }: Io): Journal | null {
  if (options.resume === undefined) return null;
  const of = { tickMs: tickOf(options), reductions: reductionsOf(options), digests: sourceDigests() };
  return openJournal(options.resume, cwd, { schemaVersion: 1, command: 'prove', ...of });
}

function reductionsOf({ reduce = REDUCTIONS }: ProveOptions) {
  const chosen = REDUCTIONS.filter((name) => reduce.includes(name));
  if (!chosen.includes('slots') || chosen.includes('forget')) return chosen;
  throw needs('--reduce slots', '--reduce forget,slots', 'which slot got its task first is forgotten by forget alone');
}

const tickOf = ({ halfTick }: ProveOptions): number => (halfTick === true ? TICK_MS / 2 : TICK_MS);

function reportOf(results: readonly RuleProof[], { name, says, worlds }: Bounds, options: ProveOptions): ProofReport {
  return {
    bounds: { name, says, worlds: worlds.map((world) => world.name) },
    tickMs: tickOf(options),
    reductions: reductionsOf(options),
    digests: sourceDigests(),
    kinds: [...OUTCOME_KINDS, ALARM_AFTER_DEATH, SUPERSEDED_AND_BACK],
    results,
  };
}

/** Any rule refuted; else any on which nothing can be said; else all are proved. */
function exitCode(results: readonly RuleProof[]): number {
  if (results.some(({ outcome }) => outcome === 'refuted')) return EXIT.refuted;
  return results.every(({ outcome }) => outcome === 'proved') ? EXIT.stands : EXIT.undecided;
}
