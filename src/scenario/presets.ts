import { scenarioFromCompose } from './from-compose.ts';
import type { ComposeRequest, ReadScenario } from './from-compose.ts';
import { INCIDENT_COMPOSE } from './incident-compose.ts';

/** What the incident's recipe is called in messages. */
const FILE = 'embedded/discourse.compose.yml';

/**
 * The incident itself (a sound head, nothing but memory pressure); the same recipe with every fate and move; and as the incident
 * review's fix deploys it.
 */
const VARIANTS = [
  { name: 'incident/as-it-was', pairs: ['head=good', 'moves=none', 'faults=none'] },
  { name: 'incident/start-first', pairs: [] },
  { name: 'incident/stop-first', pairs: ['update_config.order=stop-first'] },
] as const;

/** What is explored when no compose file is given; the command line may change it as it may change a file. */
export function defaultScenarios(
  request: Pick<ComposeRequest, 'overrides' | 'heads' | 'environment'> = {},
): readonly ReadScenario[] {
  return VARIANTS.map(({ name, pairs }) =>
    scenarioFromCompose({
      ...request,
      text: INCIDENT_COMPOSE,
      file: FILE,
      service: 'app',
      amendment: { pairs: [`name=${name}`, ...pairs], source: name },
    }),
  );
}
