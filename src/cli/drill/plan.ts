import { rulesNamed, STANDARD_RULES } from '../../assertions/catalogue.ts';
import type { Rule } from '../../assertions/judge.ts';
import { SimError } from '../../errors.ts';
import type { Drill, Order } from './drills.ts';
import { DRILLS, drillNamed } from './drills.ts';
import type { DrillOptions } from './options.ts';

export interface Plan {
  readonly rules: readonly Rule[];
  /** Rules that a race or a false alarm counts against. */
  readonly counted: ReadonlySet<string>;
  readonly pairs: readonly { readonly drill: Drill; readonly order: Order }[];
  readonly notes: readonly string[];
}

const GUARANTEED = 'head-serves';

/** What the options ask for; drills that this engine cannot carry out are left to `withoutLimits`. */
export function planOf({ rule: names, drill, order, healthUrl }: DrillOptions): Plan {
  const asked = names === undefined ? STANDARD_RULES : rulesNamed(names);
  const needsHealth = ({ needs }: Rule): boolean => healthUrl === undefined && needs?.includes('health') === true;
  const silent = asked.filter(needsHealth).map(({ name }) => name);
  if (names !== undefined && silent.length > 0) throw noHealthUrl(silent);
  const rules = asked.filter((rule) => !needsHealth(rule));
  const drills = drill === undefined ? DRILLS : [...new Set(drill)].map(drillNamed);
  const skipped = `not tested: ${silent.join(', ')}, which wait for the app's answer: say where it answers with --health-url`;
  return {
    rules,
    counted: new Set(names === undefined ? [GUARANTEED] : rules.map(({ name }) => name)),
    pairs: order.flatMap((one) => drills.map((known) => ({ drill: known, order: one }))),
    notes: silent.length > 0 ? [skipped] : [],
  };
}

/** The plan for an engine whose kernel limits nobody's memory. */
export function withoutLimits(plan: Plan): Plan {
  const pairs = plan.pairs.filter(({ drill }) => drill.head !== 'eats-memory');
  if (pairs.length === plan.pairs.length) return plan;
  const note = 'not drilled: eats-memory, since this engine cannot limit the memory of a task';
  return { ...plan, pairs, notes: [...plan.notes, note] };
}

function noHealthUrl(rules: readonly string[]): SimError {
  return new SimError({
    code: 'usage.missing-option',
    where: '--health-url',
    what: `${rules.join(', ')}: this waits for an answer of the app`,
    remedy: 'Give the URL at which the app of a drill answers, with {service} for the name of its service.',
  });
}
