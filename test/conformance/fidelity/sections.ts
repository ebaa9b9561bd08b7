/** The sections of SwarmKit's semantics that concern this model, and what holds it to each: ids of executed cases, files of upstream. */
export interface Section {
  readonly number: string;
  readonly title: string;
  /** Executed cases (section 12, and those that other sections cite from it). */
  readonly executed: readonly string[];
  /** Ends of the names of SwarmKit's own test files. */
  readonly upstream: readonly string[];
}

export const SECTIONS: readonly Section[] = [
  {
    number: '2',
    title: 'changing a service: one transaction, versions, stack deploy',
    executed: ['P02', 'P16', 'B04', 'B05'],
    upstream: ['controlapi/service_test.go'],
  },
  { number: '3', title: 'store, events, coalescing', executed: ['P03', 'E02'], upstream: [] },
  {
    number: '4.1',
    title: 'replicated orchestrator, scaling',
    executed: ['P16', 'C06'],
    upstream: ['replicated/replicated_test.go', 'replicated/drain_test.go'],
  },
  { number: '4.2', title: 'global orchestrator', executed: ['G01'], upstream: ['global/global_test.go'] },
  { number: '4.3', title: 'Supervisor: deep-equal, cancel', executed: ['P01', 'P01b', 'B08', 'P11'], upstream: [] },
  {
    number: '5',
    title: 'dirty tasks and slots',
    executed: ['DirtyMatrix', 'P02', 'P15'],
    upstream: ['orchestrator/task_test.go'],
  },
  {
    number: '6.1',
    title: 'updater: run, windows, happy path',
    executed: ['P00', 'B13', 'D02', 'C02', 'C03', 'P09'],
    upstream: ['update/updater_test.go'],
  },
  {
    number: '6.2',
    title: 'worker: which task of a slot',
    executed: ['P07b', 'P05'],
    upstream: ['update/updater_test.go'],
  },
  {
    number: '6.3',
    title: 'updateTask: store writes, stop-first and start-first',
    executed: ['P00', 'P05', 'P07c', 'B06'],
    upstream: ['update/updater_test.go'],
  },
  { number: '6.4', title: 'useExistingTask, removeOldTasks', executed: ['P07b', 'B02', 'P15'], upstream: [] },
  {
    number: '6.5',
    title: 'what counts as a failure',
    executed: ['P08', 'P13', 'P18', 'B11', 'C02', 'C03'],
    upstream: ['replicated/update_test.go'],
  },
  {
    number: '6.6',
    title: 'what a failure triggers',
    executed: ['P04', 'P18', 'P21', 'B13'],
    upstream: ['update/updater_test.go', 'replicated/update_test.go'],
  },
  {
    number: '6.7',
    title: 'status writers',
    executed: ['P04', 'P21', 'B05', 'B10'],
    upstream: ['replicated/update_test.go'],
  },
  {
    number: '6.8',
    title: 'status transitions, post-completion run',
    executed: ['P07b', 'E01', 'E02', 'E03', 'P04'],
    upstream: [],
  },
  {
    number: '6.9',
    title: 'superseding',
    executed: [
      'P01',
      'P01b',
      'P02',
      'P03',
      'P11',
      'P15',
      'B04',
      'B06',
      'B07',
      'B08',
      'B10',
      'C01',
      'C05',
      'C06',
      'C07',
    ],
    upstream: [],
  },
  { number: '6.10', title: 'leader change', executed: ['P09', 'C08', 'C09', 'C11'], upstream: [] },
  {
    number: '7',
    title: 'restart supervisor',
    executed: ['P05', 'P06', 'P08', 'P20'],
    upstream: ['replicated/restart_test.go'],
  },
  { number: '7.7', title: 'task reaper', executed: [], upstream: ['taskreaper/task_reaper_test.go'] },
  {
    number: '8.1',
    title: 'task life, constraint enforcer',
    executed: [],
    upstream: ['constraintenforcer/constraint_enforcer_test.go', 'exec/controller_test.go'],
  },
  { number: '8.2', title: 'starting and health', executed: ['P07b', 'P20', 'C02'], upstream: [] },
  { number: '8.3', title: 'stopping', executed: ['P00'], upstream: [] },
  { number: '8.4', title: 'out of memory', executed: [], upstream: [] },
  {
    number: '8.5',
    title: 'scheduler, the stranding bug',
    executed: ['B06', 'Sched A', 'Sched B', 'Sched C'],
    upstream: ['scheduler/scheduler_test.go'],
  },
  {
    number: '8.6',
    title: 'node failure',
    executed: [],
    upstream: ['replicated/drain_test.go', 'global/global_test.go'],
  },
];

/** Whether a section is the other, or a part of it: 8.1 belongs to 8.1, 2.3 to 2. */
export const isWithin = (part: string, whole: string): boolean => part === whole || part.startsWith(`${whole}.`);
