import type { ReadScenario } from './from-compose.ts';
import { settingOf } from './layers.ts';
import type { SourceMap } from './layers.ts';
import { isSettingKey, SETTINGS } from './settings.ts';

export interface ScenarioRow {
  /** The key that `--set` takes: KEY, or SERVICE:KEY beside the app. */
  readonly key: string;
  /** In Compose's notation. */
  readonly value: string;
  /** "compose.yml:12", "--set", "x-sim (compose.yml:40)", "default: SwarmKit", "default: sim". */
  readonly source: string;
}

export interface ServiceRows {
  readonly service: string;
  readonly rows: readonly ScenarioRow[];
}

type Sources = Pick<ReadScenario, 'scenario' | 'sources' | 'besideSources'>;

/** Every setting that made the scenario, in a fixed order. Given back as KEY=VALUE they make it again. */
export function describeScenario(read: Sources): readonly ScenarioRow[] {
  return describeServices(read).flatMap(({ rows }) => rows);
}

/** The same, service by service: the app with what is of the whole stack, then those beside it. */
export function describeServices({ scenario, sources, besideSources }: Sources): readonly ServiceRows[] {
  const beside = [...besideSources].map(([service, own]) => ({ service, rows: rowsOf(own, service) }));
  return [{ service: scenario.service, rows: rowsOf(sources, undefined) }, ...beside];
}

function rowsOf(sources: SourceMap, service: string | undefined): readonly ScenarioRow[] {
  return Object.keys(SETTINGS)
    .filter(isSettingKey)
    .flatMap((key) => {
      const sourced = sources.get(key);
      return sourced === undefined ? [] : [{ key: settingOf(key, service), ...sourced }];
    });
}
