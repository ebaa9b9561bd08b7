// The calls of a drill, made one after the other, and what an engine answers once it has come to rest after each.
import type { DrillCase } from '#src/cli/drill/service-spec.js';
import { serviceName, serviceSpec } from '#src/cli/drill/service-spec.js';
import { filters } from '../../adapters/engine-api/served.ts';
import type { Call, Reply } from '../engine.ts';

export interface Answered extends Reply {
  readonly to: string;
}

interface ServiceSeen {
  readonly Version: { readonly Index: number };
  readonly UpdateStatus?: { readonly State?: string };
}
interface TaskSeen {
  readonly ID: string;
  readonly Spec: { readonly ContainerSpec: { readonly Labels: Readonly<Record<string, string>> } };
  readonly DesiredState: string;
  readonly Status: { readonly State: string };
}

const tasksOf = (service: string): string => `/tasks?${filters({ service: [service] })}`;

const PAUSE_MS = 100;
/** So many looks in a row have to show the same: longer than a container of a drill lives that dies. */
const LOOKS = 15;

/** Deploys base and head of a drill, too late once, and rolls back by hand; then removes the service. */
export async function replay(call: Call, one: DrillCase): Promise<readonly Answered[]> {
  const name = serviceName(one);
  const answers: Answered[] = [];
  const ask = async (to: string, ...request: Parameters<Call>): Promise<void> => {
    answers.push({ to, ...(await call(...request)) });
  };
  const version = async (): Promise<number> =>
    ((await call('GET', `/services/${name}`)).body as ServiceSeen).Version.Index;
  const rest = async (after: string): Promise<void> => {
    await settled(call, name);
    await ask(`${after}: the service`, 'GET', `/services/${name}`);
    await ask(`${after}: the service, with defaults`, 'GET', `/services/${name}?insertDefaults=true`);
    await ask(`${after}: services, with status`, 'GET', `/services?status=true&${filters({ name: [name] })}`);
    const { status, body } = await call('GET', tasksOf(name));
    answers.push({ to: `${after}: the tasks`, status, body: byKind(body as readonly TaskSeen[]) });
  };
  await ask('create', 'POST', '/services/create', serviceSpec(one, 'base'));
  await rest('base');
  await ask('deploy', 'POST', `/services/${name}/update?version=${await version()}`, serviceSpec(one, 'head'));
  await rest('head');
  await ask('deploy too late', 'POST', `/services/${name}/update?version=1`, serviceSpec(one, 'head'));
  const previous = `/services/${name}/update?version=${await version()}&rollback=previous`;
  await ask('roll back', 'POST', previous, serviceSpec(one, 'head'));
  await rest('rolled back');
  await ask('remove', 'DELETE', `/services/${name}`);
  await ask('the service that was removed', 'GET', `/services/${name}`);
  await ask('its tasks', 'GET', tasksOf(name));
  return answers;
}

/**
 * One of each kind: of a version, in a state. How often a head that dies was replaced before the rollback came depends on the machine,
 * and the replacement that the rollback took back may be there or not.
 */
function byKind(tasks: readonly TaskSeen[]): Readonly<Record<string, TaskSeen>> {
  const kinds: Record<string, TaskSeen> = {};
  for (const task of tasks) {
    const version = task.Spec.ContainerSpec.Labels['sim.drill.version'] ?? '';
    const kind = `${version} ${task.DesiredState}/${task.Status.State}`;
    if (kind !== 'head shutdown/shutdown' || !tasks.some(hasFailed)) kinds[kind] = task;
  }
  return kinds;
}

const hasFailed = ({ Status }: TaskSeen): boolean => Status.State === 'failed';

/** Waits until status and tasks have been the same for a while, and nothing is under way. */
async function settled(call: Call, name: string): Promise<void> {
  let same = 0;
  let before = '';
  while (same < LOOKS) {
    const { UpdateStatus } = (await call('GET', `/services/${name}`)).body as ServiceSeen;
    const tasks = (await call('GET', tasksOf(name))).body as readonly TaskSeen[];
    const isUnderWay = UpdateStatus?.State === 'updating' || UpdateStatus?.State === 'rollback_started';
    const runs = tasks.filter(({ DesiredState, Status }) => DesiredState === 'running' && Status.State === 'running');
    const states = tasks.map(({ ID, DesiredState, Status }) => `${ID} ${DesiredState} ${Status.State}`).sort();
    const now = `${UpdateStatus?.State ?? ''} ${states.join()}`;
    same = now === before && runs.length === 1 && !isUnderWay ? same + 1 : 0;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
