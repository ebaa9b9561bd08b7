import type { Scenario } from '#model/index.js';
import { ruleNamed } from '#src/assertions/catalogue.js';
import type { JudgedSystem } from '#src/explore/transition-system.js';
import { watchedRollout } from './watched-rollout.ts';

/** What a worker thread is told to search. */
export interface WatchedJob {
  readonly scenario: Scenario;
  readonly rule: string;
}

/** The system of a job: the entry of worker threads. */
export function systemOf({ scenario, rule }: WatchedJob): JudgedSystem {
  return watchedRollout(scenario, ruleNamed(rule));
}
