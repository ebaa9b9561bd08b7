import type { Scenario } from '#model/scenario.js';
import { narrowScenario } from '#properties/narrow.js';
import { invariant } from '../errors.ts';
import type { ClientCommand } from './exec/seats.ts';
import type { Finding } from '../explore/outcome.ts';
import type { WrittenFinding } from '../report/result.ts';
import { writeTraceFile } from '../scenario/trace-file.ts';
import type { TraceFile } from '../scenario/trace-file.ts';
import { traceFileName } from './trace-files.ts';
import type { TraceText } from './trace-files.ts';

interface Found {
  readonly rule: string;
  readonly scenario: Scenario;
  /** What was judged, where it was no rule. */
  readonly client?: ClientCommand;
  readonly findings: readonly Finding[];
  readonly pathOf: (name: string) => string;
}

type Written = WrittenFinding & TraceText & { readonly logs: readonly TraceText[] };

/** The same of one finding. */
export function writtenFinding(finding: Finding, found: Omit<Found, 'findings'>): Written {
  const [written] = writtenFindings({ ...found, findings: [finding] });
  invariant(written !== undefined, 'a finding has a file');
  return written;
}

/** Names and composes the trace file of each finding; numbers count within rule, scenario and kind. */
export function writtenFindings({ rule, scenario, client, findings, pathOf }: Found): readonly Written[] {
  return findings.map((finding, i) => {
    const nth = 1 + findings.slice(0, i).filter(({ kind }) => kind === finding.kind).length;
    const name = traceFileName({ scenario: scenario.name, rule, kind: finding.kind, nth });
    const text = writeTraceFile(traceFileOf({ rule, scenario, client }, finding));
    // Read back, so that the report holds exactly what the file does, keys in the same order.
    return {
      finding,
      traceFile: JSON.parse(text) as object,
      file: pathOf(name),
      name,
      text,
      logs: logsOf(name, finding),
    };
  });
}

/** What the client printed goes beside its trace: it may not be the same each time. */
function logsOf(name: string, { trace }: Finding): readonly TraceText[] {
  return trace.said === undefined || trace.said === ''
    ? []
    : [{ name: name.replace(/json$/, 'log'), text: trace.said }];
}

function clientIn(client: ClientCommand): NonNullable<TraceFile['client']> {
  const { command, passCode, undecidedCodes, timeoutMs, deploy } = client;
  return { command, passCode, undecidedCodes, timeoutMs, deploy };
}

type Judged = Pick<Found, 'rule' | 'scenario'> & { readonly client: ClientCommand | undefined };

function traceFileOf({ rule, scenario, client }: Judged, finding: Finding): TraceFile {
  const { kind, verdict, facts, strategy, schedules, steps, stepsToVerdict, trace } = finding;
  const { schedule, unsteady } = trace;
  return {
    schemaVersion: 1,
    kind: 'sim-trace',
    rule,
    ...(client === undefined ? {} : { client: clientIn(client) }),
    scenario: narrowScenario(scenario, schedule),
    outcome: { kind, verdict, facts },
    strategy,
    schedules,
    steps,
    stepsToVerdict,
    ...(unsteady === undefined ? {} : { unsteady }),
    schedule,
  };
}
