// A row of SwarmKit's own tests (semantics section 11): what they set up and do, and what must follow.
import type { Act } from './acts.ts';
import type { FakeAgent } from './fake-agent.ts';
import type { StageEnd } from './happened.ts';
import type { SwarmSetup } from './swarm-setup.ts';

type Section = '11.1' | '11.2' | '11.3' | '11.4' | '11.5' | '11.6' | '11.7';

interface UpstreamRow {
  readonly section: Section;
  /** As SwarmKit names it, and what part of it. */
  readonly test: string;
  /** In moby/swarmkit. */
  readonly source: string;
}

/** First words of the kinds of steps. What upstream's test does not run takes no step here either. */
export type Component =
  | 'orchestrator'
  | 'updater'
  | 'worker'
  | 'restart-supervisor'
  | 'task-reaper'
  | 'constraint-enforcer'
  | 'scheduler'
  | 'agent'
  | 'container'
  | 'operator';

export interface Stage {
  readonly does?: readonly Act[];
  /** How long the stage lasts; otherwise until nothing more is to come, or until this holds. */
  readonly forMs?: number;
  readonly until?: (seen: StageEnd) => boolean;
  /** What the components did meanwhile: a line a slot, see `happened.ts`. */
  readonly happens?: readonly string[];
  /** Whatever else upstream looks at then. */
  readonly shows?: (seen: StageEnd) => unknown;
  readonly expected?: unknown;
}

export interface UpstreamCase extends UpstreamRow {
  readonly swarm: SwarmSetup;
  readonly runs: readonly Component[];
  readonly agent?: () => FakeAgent;
  readonly script: readonly Stage[];
  /** What of the upstream test is not compared, or stands in for something else. */
  readonly apart?: string;
}

/** A row that this model cannot play, and why. */
export interface SimplifiedRow extends UpstreamRow {
  readonly simplified: string;
}

export const UPDATER_ALONE: readonly Component[] = ['updater', 'worker', 'restart-supervisor'];
export const ORCHESTRATOR: readonly Component[] = ['orchestrator', ...UPDATER_ALONE];
