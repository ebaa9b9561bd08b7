import { plansOf } from '#model/scenario.js';
import type { Scenario, ServicePlan } from '#model/scenario.js';
import { malformed } from './yaml-door.ts';

/** Refuses what could never have been deployed; warns of what is already too much at rest. */
export function checkFit(scenario: Scenario, file: string): readonly string[] {
  const { nodes, memoryMb, loadMb } = scenario.host;
  const plans = plansOf(scenario);
  const each = nodes === 1 ? `${memoryMb} MB` : `${memoryMb} MB on each of ${nodes} nodes`;
  if (!fits(plans, nodes, memoryMb)) {
    const named = (service: string) => (plans.length === 1 ? '' : `${service} `);
    const reserved = plans
      .filter(({ base }) => base.reservationMb > 0)
      .map((plan) => `${named(plan.service)}${tasksOf(plan, nodes)} x ${plan.base.reservationMb} MB`);
    const what = `the base's ${reserved.join(', ')} of reservations do not fit into host.memory (${each})`;
    throw malformed(file, what, 'Give a larger host.memory (--set host.memory=16G), or a smaller reservation.');
  }
  const loadedMb = Math.max(...loadMb) * nodes;
  const restMb = plans.reduce((sum, plan) => sum + tasksOf(plan, nodes) * plan.base.behaviour.restMemoryMb, loadedMb);
  if (restMb <= nodes * memoryMb) return [];
  return [`${file}: at rest, the base and the load (${restMb} MB) already exceed host.memory (${each})`];
}

/** swarmkit scheduler ResourceFilter: a task goes where its reservation is free, whole. */
function fits(plans: readonly ServicePlan[], nodes: number, memoryMb: number): boolean {
  const isGlobal = ({ mode }: ServicePlan): boolean => mode === 'global';
  // Every node has one task of each global service.
  const freeMb = plans.filter(isGlobal).reduce((free, { base }) => free - base.reservationMb, memoryMb);
  const replicated = plans.filter((plan) => !isGlobal(plan) && plan.base.reservationMb > 0).map(({ base }) => base);
  const sumMb = replicated.reduce((sum, { replicas, reservationMb }) => sum + replicas * reservationMb, 0);
  const holdsEach = replicated.every(
    ({ replicas, reservationMb }) => Math.floor(freeMb / reservationMb) * nodes >= replicas,
  );
  return freeMb >= 0 && sumMb <= nodes * freeMb && holdsEach;
}

function tasksOf({ mode, base }: ServicePlan, nodes: number): number {
  return mode === 'global' ? nodes : base.replicas;
}
