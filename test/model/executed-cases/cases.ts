import { CLUSTER } from './cluster.ts';
import type { ExecutedCase } from './executed-case.ts';
import { ROLLED_BACK } from './rolled-back.ts';
import { SUPERSEDED } from './superseded.ts';
import { UPDATES } from './updates.ts';

export const EXECUTED_CASES: readonly ExecutedCase[] = [...UPDATES, ...SUPERSEDED, ...ROLLED_BACK, ...CLUSTER];
