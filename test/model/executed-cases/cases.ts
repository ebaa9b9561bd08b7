import { CITED } from './cited.ts';
import { CLUSTER_RULES } from './cluster-rules.ts';
import { CLUSTER } from './cluster.ts';
import type { ExecutedCase } from './executed-case.ts';
import { ROLLED_BACK } from './rolled-back.ts';
import { RULES } from './rules.ts';
import { SUPERSEDED } from './superseded.ts';
import { UPDATES } from './updates.ts';
import { UPSTREAM } from './upstream.ts';

/** What was executed: probes, and SwarmKit's own tests. */
export const EXECUTED_CASES: readonly ExecutedCase[] = [
  ...UPDATES,
  ...SUPERSEDED,
  ...ROLLED_BACK,
  ...CITED,
  ...CLUSTER,
  ...UPSTREAM,
];

/** What follows from the source. */
export const RULE_CASES: readonly ExecutedCase[] = [...RULES, ...CLUSTER_RULES];
