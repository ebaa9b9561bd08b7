import type { CheckResult } from '../../report/check/result.ts';

/** The engine marks a lost node down 8 to 16.5 s after it was cut off (CHANGELOG.md, "A node is marked down"). */
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
      : "head-serves' claim needs a capture from before the deploy (--capture, then --before); without one it told this " +
        "rollout's tasks by the engine's own timestamps",
    allowRestarts === 0 ? null : `--allow-restarts ${allowRestarts} leaves head-serves' claim: it put up with tasks that died`,
    nodes < 2 || lagMs >= NODE_LOSS_MS
      ? null
      : `this swarm has ${nodes} nodes: with --lag under 17s a node that was lost in the last moment is not noticed`,
  ].filter((limit) => limit !== null);
  return { holds: limits.length === 0, limits };
}
