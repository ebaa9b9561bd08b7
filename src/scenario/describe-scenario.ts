import type { ReadScenario } from './from-compose.ts';
import { SETTINGS } from './settings.ts';

export interface ScenarioRow {
  /** The key that `--set` takes. */
  readonly key: string;
  /** In Compose's notation. */
  readonly value: string;
  /** "compose.yml:12", "--set", "x-sim (compose.yml:40)", "default: SwarmKit", "default: sim". */
  readonly source: string;
}

/** Every setting that made the scenario, in a fixed order. Given back as KEY=VALUE they make it again. */
export function describeScenario({ sources }: Pick<ReadScenario, 'sources'>): readonly ScenarioRow[] {
  const order = Object.keys(SETTINGS);
  return [...sources]
    .map(([key, sourced]) => ({ key, ...sourced }))
    .sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
}
