import type { Host, Scenario, ServicePlan } from '#model/scenario.js';
import { assembleSurroundings, hostOf } from './assemble-surroundings.ts';
import { APP_STAMPS, assembleVersions, stampsBeside } from './assemble-versions.ts';
import type { Versions } from './assemble-versions.ts';
import { SIM_DEFAULTS } from './defaults.ts';
import { headFates, watchedMsOf } from './head-fates.ts';
import type { Around } from './head-fates.ts';
import type { Picker } from './layers.ts';

/** A service, and where its settings come from. */
interface ServiceSource {
  readonly service: string;
  readonly from: Picker;
}

export interface StackSources {
  readonly app: ServiceSource;
  readonly beside: readonly ServiceSource[];
  /** What the scenario is called by default. A trace names it so: no path in it. */
  readonly name: string;
}

/** What the layers say, defaults filled in, sources noted. */
export function assembleScenario({ app, beside, name }: StackSources): Scenario {
  const { from } = app;
  const names = { name: from.pick('name', name), stack: from.pick('stack', SIM_DEFAULTS.stack) };
  const besideNames = beside.map(({ service }) => service);
  from.note('beside', besideNames, from.sourceOf('beside') ?? 'default: sim');
  const host = hostOf(from);
  const appVersions = assembleVersions(from, APP_STAMPS);
  const others = beside.map((source) => ({
    source,
    versions: assembleVersions(source.from, stampsBeside(source.from, appVersions)),
  }));
  const watched = [appVersions, ...others.map(({ versions }) => versions)].map((versions) => watchedIn(versions, host));
  const around = { host, watchedMs: Math.max(...watched) };

  const appPlan = planOf(app, appVersions, { ...around, standard: SIM_DEFAULTS.head });
  const besidePlans = others.map(({ source, versions }) =>
    planOf(source, versions, { ...around, standard: SIM_DEFAULTS.headBeside }),
  );
  const shared = assembleSurroundings(from, host, [appPlan, ...besidePlans]);
  return { ...names, ...appPlan, beside: besidePlans, ...shared };
}

function planOf({ service, from }: ServiceSource, versions: Versions, around: Around): ServicePlan {
  return { service, ...versions, headFates: headFates(from, versions.head, around) };
}

function watchedIn({ mode, head }: Versions, { nodes }: Host): number {
  return watchedMsOf(head, mode === 'global' ? nodes : head.replicas);
}
