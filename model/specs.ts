import type { Spec } from './model.ts';
import type { ServicePlan, ServiceSpec } from './scenario.ts';

/** ForceUpdate can be counted up so often; every variant has a twin for each count, and each of those one with other replicas. */
const FORCES = 3;
const REPLICAS = 2;
const FORCED = ['', 'forced', 'forced twice'];

/** Where a service's variants are among its specs: unforced, and with the replicas of the file. */
export const SPEC = {
  base: 0,
  head: FORCES * REPLICAS,
  headRelabelled: 2 * FORCES * REPLICAS,
  other: 3 * FORCES * REPLICAS,
} as const;
export const SPECS_PER_SERVICE = 4 * FORCES * REPLICAS;

/** Every spec that the operator's moves can make a service carry. */
export function specsOf({ base, head, other, mode }: ServicePlan, scaleTo: number): readonly Spec[] {
  const templates = [base.template, head.template, other.template];
  const variant = (name: string, of: ServiceSpec, isHead: boolean): readonly Spec[] =>
    Array.from({ length: FORCES * REPLICAS }, (_, i) => {
      const forces = Math.floor(i / REPLICAS);
      const isScaled = i % REPLICAS === 1;
      const template = templates.indexOf(of.template);
      return {
        ...of,
        name: [name, ...(forces > 0 ? [FORCED[forces]] : []), ...(isScaled ? ['scaled'] : [])].join(', '),
        replicas: isScaled && mode === 'replicated' ? scaleTo : of.replicas,
        isHead,
        templateId: template * FORCES + forces,
        containerSpecId: template + 1,
      };
    });
  return [
    variant('base', base, false),
    variant('head', head, true),
    variant('head, another label', { ...head, label: `${head.label}, again` }, true),
    variant('other', other, false),
  ].flat();
}

/** ForceUpdate of a spec of the scenario's own. */
export const forcesOf = (spec: number): number => Math.floor(spec / REPLICAS) % FORCES;

/** The spec with ForceUpdate one higher, or -1 when it has none here. */
export const forcedTwin = (spec: number): number => (forcesOf(spec) === FORCES - 1 ? -1 : spec + REPLICAS);

/** The spec with the other number of replicas. */
export const scaledTwin = (spec: number): number => (spec % REPLICAS === 0 ? spec + 1 : spec - 1);
