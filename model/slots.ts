import type { Model } from './model.ts';

/** Task records lie slot by slot: each slot has so many places. */

export const slotOfTask = (m: Model, t: number): number => Math.floor(t / m.tasksPerSlot);
export const placeOfTask = (m: Model, t: number): number => t % m.tasksPerSlot;
export const taskAt = (m: Model, l: number, place: number): number => l * m.tasksPerSlot + place;
