import { chain } from './chain.ts';
import type { IdentityParts } from './identity.ts';
import { identity } from './identity.ts';
import type { Judge, JudgeContext } from './judge.ts';
import type { Stage } from './stage.ts';
import { waitHealthy } from './wait-healthy.ts';

/** The stages of a rule from its capture, through the deploy, until it takes the stack for converged. */
export type ConvergedStages = (context: JudgeContext) => readonly Stage[];

/** The upgrade check: deploy, converged, wait_healthy, identity with HC1. It passes when all of them do, in this order. */
export function harness(
  converged: ConvergedStages,
  parts: Partial<IdentityParts> = {},
): (context: JudgeContext) => Judge {
  return (context) => ({
    ...chain([...converged(context), waitHealthy(context), identity(context, parts)]),
    // Its stages ask for services, for how many tasks run, for the app: nothing is kept by slot.
    rearrange: () => undefined,
  });
}
