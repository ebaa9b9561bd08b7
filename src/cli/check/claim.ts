import type { CheckResult } from '../../report/check/result.ts';

/** swarmkit dispatcher.go: three heartbeats of 5 s, each up to half a second longer: the latest time at which a lost node is down. */
const NODE_LOSS_MS = 16_500;

export interface ClaimParts {
  readonly rule: string;
  readonly captured: boolean;
  readonly allowRestarts: number;
  readonly nodes: number;
  readonly lagMs: number;
}

/** Does this check have what head-serves promises, and where not, why. */
export function claimOf({ rule, captured, allowRestarts, nodes, lagMs }: ClaimParts): CheckResult['claim'] {
  if (rule !== 'head-serves') {
    return {
      holds: false,
      limits: [`${rule} claims nothing: sim explore --rule ${rule} shows how it passes over a head that does not run`],
    };
  }
  const limits = [
    captured
      ? null
      : 'without a capture from before the deploy (--capture FILE, then --before FILE) the claim of head-serves does not ' +
        "hold: old and new tasks were told apart by the engine's timestamps",
    allowRestarts === 0
      ? null
      : `--allow-restarts ${allowRestarts} leaves the claim of head-serves: it puts up with tasks that died`,
    nodes < 2 || lagMs >= NODE_LOSS_MS
      ? null
      : `this swarm has ${nodes} nodes: with --lag under 17s a node that was lost in the last moment is not noticed`,
  ].filter((limit) => limit !== null);
  return { holds: limits.length === 0, limits };
}
