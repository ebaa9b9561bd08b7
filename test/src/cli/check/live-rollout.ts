// A stack right after its deploy: the head's task starts at 2,000 ms, the status is completed at 4,000 ms.
import { checkResultSchema } from '#src/scenario/check-result-schema.js';
import type { ServiceView } from '#src/port/swarm-port.js';
import { since } from '../../assertions/drive.ts';
import { BASE_SPEC, BASE_STAMP, HEAD, node, NODE, OTHER_STAMP, service, task } from '../../assertions/views.ts';
import { sim } from '../memory-io.ts';
import type { Ran, Surroundings } from '../memory-io.ts';
import type { Script } from './scripted-stack.ts';
import { scripted } from './scripted-stack.ts';

export const COMMIT = HEAD.slice(0, 12);
const CHECK = ['check', '--stack', 'disc', '--head', COMMIT];

const STARTED = -500;
export const updating = service({ updateState: 'updating', startedAtMs: STARTED });
export const completed = service({ version: 21, updateState: 'completed', startedAtMs: STARTED });
export const oldTask = task(1, { containerSpec: BASE_SPEC, createdAtMs: -90_000 });
export const oldEnds = { ...oldTask, state: 'shutdown', desired: 'shutdown' } as const;
export const headTask = task(2, { createdAtMs: -400 });
export const deadTask = { ...headTask, state: 'failed', desired: 'shutdown', exitCode: 1 } as const;

export const goesWell: Script = {
  inspect: since(updating, [4_000, completed]),
  list: since(
    [oldTask, { ...headTask, state: 'preparing', desired: 'ready' }],
    [
      1_500,
      [
        { ...oldTask, desired: 'shutdown' },
        { ...headTask, state: 'starting' },
      ],
    ],
    [2_000, [oldEnds, headTask]],
  ),
  upToDate: since([{ ...headTask, state: 'preparing', desired: 'ready' }], [2_000, [headTask]]),
  nodes: () => [node(NODE)],
};

const rolledBack = (state: ServiceView['updateState']): ServiceView =>
  service({
    version: 23,
    stamp: BASE_STAMP,
    previousStamp: '7ae7b0f7+U',
    containerSpec: BASE_SPEC,
    updateState: state,
  });

export const rollsBack: Script = {
  ...goesWell,
  inspect: since(updating, [3_000, rolledBack('rollback_started')]),
  list: since(goesWell.list?.(0, 0) ?? [], [2_500, [oldEnds, deadTask, task(3, { containerSpec: BASE_SPEC })]]),
};

export const secondDeploy: Script = {
  ...goesWell,
  inspect: since(updating, [3_000, service({ version: 30, stamp: OTHER_STAMP, containerSpec: 7 })]),
};

/** `sim check` of a script, unless other words are given. */
export function check(script: Script, more: readonly string[] = [], around: Surroundings = {}): Promise<Ran> {
  return sim([...CHECK, ...more], { connect: scripted(script).connect, ...around });
}

/** The same with --json, its result held against the published schema. */
export async function checked(script: Script, more: readonly string[] = [], around: Surroundings = {}) {
  const { connect, seen } = scripted(script);
  const ran = await sim([...CHECK, ...more, '--json'], { connect, ...around });
  return { ...ran, seen, result: checkResultSchema.parse(JSON.parse(ran.stdout)) };
}
