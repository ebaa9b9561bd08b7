import type { AnyStateMachine } from 'xstate';
import { delayedStart } from '#model/machines/delayed-start.js';
import { taskLife } from '#model/machines/task-life.js';
import { updateStatus } from '#model/machines/update-status.js';
import { updater } from '#model/machines/updater.js';
import { worker } from '#model/machines/worker.js';

/** A machine, and what it is a machine of. */
export interface Subject {
  readonly machine: AnyStateMachine;
  readonly about: string;
  readonly definedIn: string;
  readonly wiredIn: string;
  /** Files of moby/swarmkit, and what in them. */
  readonly sources: readonly (readonly [file: string, names: string])[];
  /** Sections of swarm-semantics.md. */
  readonly semantics: readonly string[];
}

const UPDATER_GO = 'manager/orchestrator/update/updater.go';

export const SUBJECTS: readonly Subject[] = [
  {
    machine: taskLife,
    about: 'The observed state of one task. It never goes back.',
    definedIn: 'model/machines/task-life.ts',
    wiredIn: 'model/actors/task-lives.ts',
    sources: [
      ['design/task_model.md', 'task lifecycle'],
      ['agent/exec/controller.go', 'Do'],
    ],
    semantics: ['8.1', '8.2'],
  },
  {
    machine: updateStatus,
    about: 'What the Engine API shows as `UpdateStatus.State` of a service; `unset` is the absent `UpdateStatus`.',
    definedIn: 'model/machines/update-status.ts',
    wiredIn: 'model/actors/service-status.ts',
    sources: [
      [UPDATER_GO, 'startUpdate, pauseUpdate, rollbackUpdate, completeUpdate'],
      ['manager/controlapi/service.go', 'UpdateService'],
    ],
    semantics: ['2.1', '6.7', '6.8'],
  },
  {
    machine: updater,
    about: 'One updater, from its registration to its return.',
    definedIn: 'model/machines/updater.ts',
    wiredIn: 'model/actors/updater.ts',
    sources: [[UPDATER_GO, 'Run']],
    semantics: ['6.1', '6.5', '6.6'],
  },
  {
    machine: worker,
    about: 'One slot in the hands of an update worker.',
    definedIn: 'model/machines/worker.ts',
    wiredIn: 'model/actors/worker.ts',
    sources: [[UPDATER_GO, 'worker, updateTask, useExistingTask']],
    semantics: ['6.2', '6.3', '6.4'],
  },
  {
    machine: delayedStart,
    about: 'A replacement that waits before its desired state becomes `running`.',
    definedIn: 'model/machines/delayed-start.ts',
    wiredIn: 'model/actors/restart-supervisor.ts',
    sources: [['manager/orchestrator/restart/restart.go', 'DelayStart']],
    semantics: ['7.2'],
  },
];
