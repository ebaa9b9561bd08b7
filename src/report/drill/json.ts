import type { DrillReport } from './result.ts';

/** The one object that `sim drill --json` prints. */
export function drillJson(report: DrillReport): string {
  return `${JSON.stringify({ schemaVersion: 1, command: 'drill', ...report }, null, 2)}\n`;
}
