import type { Scenario } from '#model/scenario.js';
import { narrowScenario } from '#properties/narrow.js';
import type { Finding } from '../explore/outcome.ts';
import type { WrittenFinding } from '../report/result.ts';
import { writeTraceFile } from '../scenario/trace-file.ts';
import type { TraceFile } from '../scenario/trace-file.ts';
import { traceFileName } from './trace-files.ts';
import type { TraceText } from './trace-files.ts';

interface Found {
  readonly rule: string;
  readonly scenario: Scenario;
  readonly findings: readonly Finding[];
  readonly pathOf: (name: string) => string;
}

/** Names and composes the trace file of each finding; numbers count within rule, scenario and kind. */
export function writtenFindings({ rule, scenario, findings, pathOf }: Found): readonly (WrittenFinding & TraceText)[] {
  return findings.map((finding, i) => {
    const nth = 1 + findings.slice(0, i).filter(({ kind }) => kind === finding.kind).length;
    const name = traceFileName({ scenario: scenario.name, rule, kind: finding.kind, nth });
    const text = writeTraceFile(traceFileOf(rule, scenario, finding));
    // Read back, so that the report holds exactly what the file does, keys in the same order.
    return { finding, traceFile: JSON.parse(text) as object, file: pathOf(name), name, text };
  });
}

function traceFileOf(rule: string, scenario: Scenario, finding: Finding): TraceFile {
  const { kind, verdict, facts, strategy, schedules, steps, stepsToVerdict, trace } = finding;
  const { schedule } = trace;
  return {
    schemaVersion: 1,
    kind: 'sim-trace',
    rule,
    scenario: narrowScenario(scenario, schedule),
    outcome: { kind, verdict, facts },
    strategy,
    schedules,
    steps,
    stepsToVerdict,
    schedule,
  };
}
