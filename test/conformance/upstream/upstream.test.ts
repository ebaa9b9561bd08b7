// SwarmKit's own tests, as far as the semantics lists them (section 11): what they expect, the model does.
import { describe, expect, test } from 'vitest';
import { judge } from './judge.ts';
import type { Stage } from './upstream-case.ts';
import { SIMPLIFIED_ROWS, UPSTREAM_CASES } from './upstream-cases.ts';

const sections = [...new Set(UPSTREAM_CASES.map(({ section }) => section))];

describe.each(sections)("SwarmKit's own tests, semantics section %s", (section) => {
  const cases = UPSTREAM_CASES.filter((upstream) => upstream.section === section);
  test.each(cases.map((upstream) => [upstream.test, upstream] as const))('%s', (_name, upstream) => {
    expect(judge(upstream)).toBe(null);
  });

  const simplified = SIMPLIFIED_ROWS.filter((row) => row.section === section);
  test.skip.each(simplified.map((row) => [row.test, row.simplified] as const))(
    'not modelled: %s (%s)',
    () => undefined,
  );
});

describe('the table of cases', () => {
  const rows = [...UPSTREAM_CASES, ...SIMPLIFIED_ROWS];

  test('names each row once', () => {
    const names = rows.map(({ source, test }) => `${source} ${test}`);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  test('says of every stage what must follow: each case is compared somewhere', () => {
    const isCompared = ({ happens, shows }: Stage): boolean => happens !== undefined || shows !== undefined;
    expect(UPSTREAM_CASES.filter(({ script }) => !script.every(isCompared)).map(({ test }) => test)).toEqual([]);
  });

  test('does not take another outcome for the right one', () => {
    const wrong = UPSTREAM_CASES.map(({ script, ...upstream }) => {
      const [last, ...before] = [...script].reverse();
      const other: Stage = { ...last, ...(last?.happens ? { happens: ['9.9 deleted'] } : { expected: 'another' }) };
      return { ...upstream, script: [...before.reverse(), other] };
    });
    expect(wrong.filter((upstream) => judge(upstream, 1) === null).map(({ test }) => test)).toEqual([]);
  });

  test('leaves out no more than these rows', () => {
    const reasons = [...new Set(SIMPLIFIED_ROWS.map(({ simplified }) => simplified))];
    const left = reasons.map((why) => [
      why,
      SIMPLIFIED_ROWS.filter(({ simplified }) => simplified === why).map(({ test }) => test),
    ]);
    expect(Object.fromEntries(left)).toMatchInlineSnapshot(`
      {
        "a scenario has far fewer tasks": [
          "TestTaskReaperBatching: more than 1000 dirty slots at once",
        ],
        "an agent does not restart, so its controller is never asked to do what it has done": [
          "TestPrepareAlready",
          "TestAlreadyStarted",
        ],
        "disabled upstream (swarmkit#2137)": [
          "TestUpdaterRollback/pause/monitor_unset/spec_version_unset",
          "TestUpdaterRollback/pause/monitor_unset/spec_version_set",
        ],
        "every service has a SpecVersion, as each that the API has created": [
          "TestUpdaterRollback/pause/monitor_set/spec_version_unset",
          "TestUpdaterRollback/continue/spec_version_unset",
        ],
        "no task is ever observed as REMOVE": [
          "TestDesiredStateRemoveOnlyNonterminal/REMOVE",
        ],
        "the model has no requests that are malformed: every one is of a move that it knows": [
          "TestUpdateService: without a version",
          "TestUpdateService: mode change",
          "TestUpdateService: rename",
          "TestUpdateService: port conflict",
          "TestValidateUpdate",
          "TestServiceUpdateRejectNetworkChange",
        ],
        "the reaper never takes a task whose end the orchestrator has not yet handled": [
          "TestTickHistoryCleanup: desired running, actual complete",
          "TestTickHistoryCleanup: desired running, actual failed",
          "TestTickHistoryCleanup: desired running, actual rejected",
          "TestTickHistoryCleanup: desired running, actual remove",
          "TestTickHistoryCleanup: desired running, actual orphaned",
        ],
        "the scheduler does not avoid nodes on which tasks of the service have failed": [
          "TestSchedulerFaultyNode",
          "TestSchedulerFaultyNodeSpecVersion",
        ],
        "the set of dirty slots has no counterpart: a slot is looked at when a task is created in it": [
          "TestTick (1): unknown service",
          "TestTick (2): limit 0",
        ],
        "there are no generic resources": [
          "TestGenericResourcesPlacementConstraints",
          "TestGenericResourcesPlacementConstraintsDiscrete",
        ],
      }
    `);
  });
});
