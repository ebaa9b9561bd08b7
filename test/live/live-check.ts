// `sim check` of a stack on a private engine, and the truth about it by the engine's raw API: none of sim's own code reads it.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect } from 'vitest';
import { emptyFolder, sim } from '../src/cli/memory-io.ts';
import { SCRIPTS, servicesOf, tasksOf, type ServiceSeen, type Stack, type StackSpec, type TaskSeen } from './stack.ts';

export const BASE: StackSpec = { script: SCRIPTS.good, stamp: 'eb96de94+U' };
const HEAD = '7ae7b0f7';
export const GOOD: StackSpec = { ...BASE, script: SCRIPTS.goodToo, stamp: `${HEAD}+U` };
export const DIES: StackSpec = { ...GOOD, script: 'sleep 1.5; exit 3' };

/** Patient, as the machine may be slow. */
const OPTIONS = ['--interval', '1s', '--lag', '1s', '--timeout', '150s', '--format', 'json'];

export interface Checked {
  readonly exitCode: number;
  readonly code: string;
  readonly message: string;
  /** By the raw API, when the check had ended; null: the head is what runs. */
  readonly wrong: string | null;
}

/** What was there before the deploy, as `sim check --capture` writes it. */
export async function captured(stack: Stack, socket: string): Promise<string> {
  const file = join(emptyFolder(), `${randomBytes(4).toString('hex')}.json`);
  const ran = await sim(['check', '--stack', stack.name, '-H', `unix://${socket}`, '--capture', file]);
  expect(ran).toMatchObject({ exitCode: 0, stdout: '' });
  return file;
}

/** Over the given socket. Whatever it says, it is never green over a head that does not run, or of which a task died meanwhile. */
export async function checked(
  stack: Pick<Stack, 'name' | 'api'>,
  socket: string,
  more: readonly string[] = [],
  deathsBefore = 0,
): Promise<Checked> {
  const argv = ['check', '--stack', stack.name, '-H', `unix://${socket}`, '--head', HEAD, ...OPTIONS, ...more];
  const { exitCode, stdout } = await sim(argv);
  const { reason } = JSON.parse(stdout) as { readonly reason: { readonly code: string; readonly message: string } };
  const wrong = await wrongWith(stack, deathsBefore).catch(String);
  if (exitCode === 0) expect(wrong).toBeNull();
  return { exitCode, ...reason, wrong };
}

async function wrongWith(stack: Pick<Stack, 'name' | 'api'>, deathsBefore: number): Promise<string | null> {
  const services = await servicesOf(stack);
  if (services.length === 0) return 'there is no service';
  for (const service of services) {
    const wrong = await wrongWithService(stack, service, deathsBefore);
    if (wrong !== null) return `${service.Spec.Name}: ${wrong}`;
  }
  return null;
}

/** Its spec is the head's, and in each slot runs a task of that spec, the only one that is wanted. */
async function wrongWithService(
  stack: Pick<Stack, 'name' | 'api'>,
  { Spec, UpdateStatus }: ServiceSeen,
  deathsBefore: number,
): Promise<string | null> {
  const stamp = Spec.Labels[`coop-cloud.${stack.name}.chaos-version`];
  if (stamp?.split('+')[0] !== HEAD) return `its stamp is ${stamp ?? 'absent'}`;
  const status = UpdateStatus?.State ?? 'unset';
  if (status !== 'unset' && status !== 'completed') return `its status is ${status}`;
  const tasks = await tasksOf(stack, Spec.Name);
  const command = JSON.stringify(Spec.TaskTemplate.ContainerSpec.Command);
  const heads = tasks.filter((task) => JSON.stringify(task.Spec.ContainerSpec.Command) === command);
  const deaths = heads.filter(({ Status }) => ['failed', 'complete', 'rejected'].includes(Status.State)).length;
  if (deaths > deathsBefore) return `${deaths} tasks of the head have died`;
  const isWanted = ({ DesiredState }: TaskSeen): boolean => DesiredState === 'running' || DesiredState === 'ready';
  const serving = heads.filter((task) => isWanted(task) && task.Status.State === 'running').length;
  const { Replicas } = Spec.Mode.Replicated;
  return serving === Replicas && tasks.filter(isWanted).length === Replicas ? null : `${serving} of ${Replicas} serve`;
}
