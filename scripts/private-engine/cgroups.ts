import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './refusal.ts';

const ROOT = '/sys/fs/cgroup';
const UNITS: Readonly<Record<string, number>> = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 };

/** Version 2 has one hierarchy; version 1 has one a controller. */
const isUnified = (): boolean => existsSync(join(ROOT, 'cgroup.controllers'));

/** A budget that all containers share: the kernel's OOM killer decides among them. */
export function limitMemory(cgroup: string, memory: string): void {
  const bytes = bytesOf(memory);
  const folder = join(ROOT, isUnified() ? '' : 'memory', cgroup);
  mkdirSync(folder, { recursive: true });
  if (isUnified()) {
    writeFileSync(join(ROOT, 'cgroup.subtree_control'), '+memory');
    writeFileSync(join(folder, 'memory.max'), String(bytes));
    const swap = join(folder, 'memory.swap.max');
    if (existsSync(swap)) writeFileSync(swap, '0');
  } else {
    const hierarchy = join(folder, 'memory.use_hierarchy');
    if (existsSync(hierarchy)) writeFileSync(hierarchy, '1');
    writeFileSync(join(folder, 'memory.limit_in_bytes'), String(bytes));
  }
}

/** The cgroup's folders, one a hierarchy. */
function foldersOf(cgroup: string): readonly string[] {
  const hierarchies = isUnified() ? [ROOT] : readdirSync(ROOT).map((name) => join(ROOT, name));
  return hierarchies.map((hierarchy) => join(hierarchy, cgroup)).filter((folder) => existsSync(folder));
}

/** Processes in it, and in what is below it. */
export function processesIn(cgroup: string): readonly number[] {
  const folders = foldersOf(cgroup).flatMap(withAllBelow);
  const pids = folders.flatMap((folder) => readFileSync(join(folder, 'cgroup.procs'), 'utf8').split('\n'));
  return [...new Set(pids.filter((line) => line !== '').map(Number))];
}

export function removeCgroup(cgroup: string): void {
  for (const folder of foldersOf(cgroup).flatMap(withAllBelow)) rmdirSync(folder);
}

/** Those below come first, as they have to be removed. */
function withAllBelow(folder: string): readonly string[] {
  const below = readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isDirectory());
  return [...below.flatMap(withAllBelow), folder];
}

function bytesOf(memory: string): number {
  const found = /^(?<number>\d+)(?<unit>[KMG]?)B?$/i.exec(memory)?.groups;
  if (found === undefined) throw new Refusal(`--memory ${memory}: give a size such as 130M`, 2);
  return Number(found['number']) * (UNITS[found['unit']?.toUpperCase() ?? ''] ?? 1);
}
