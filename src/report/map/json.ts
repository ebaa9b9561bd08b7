import { findingJson } from '../json.ts';
import type { MapCell, MapReport, RuleMap } from './result.ts';

/** The one object that `sim map --json` prints. */
export function mapJson(report: MapReport): string {
  const { x, y, says, kinds } = report;
  const maps = report.maps.map((map) => ruleJson(map, report, kinds));
  return `${JSON.stringify({ schemaVersion: 1, command: 'map', x, y, says, maps }, null, 2)}\n`;
}

function ruleJson({ rule, refuting, cells, border }: RuleMap, { x, y }: MapReport, kinds: readonly string[]) {
  const cellJson = (cell: MapCell) => ({
    x: x.labels[cell.x],
    y: y.labels[cell.y],
    outcome: cell.outcome,
    tickMs: cell.tickMs,
    states: cell.states,
    transitions: cell.transitions,
    depth: cell.depth,
    outcomes: Object.fromEntries(
      kinds.flatMap((kind) => (cell.outcomes[kind] === undefined ? [] : [[kind, cell.outcomes[kind]]])),
    ),
    limit: cell.limit,
    flaw: cell.flaw,
    witness: cell.witness === null ? null : findingJson(cell.witness),
  });
  const separated = border.kind === 'separated' ? border : { inequality: null, advice: null };
  return {
    rule,
    refuting,
    border: { kind: border.kind, inequality: separated.inequality, advice: separated.advice },
    cells: cells.map(cellJson),
  };
}
