import type { Scenario } from '#model/scenario.js';
import { formatDuration } from '../../scenario/durations.ts';
import { formatWindow } from '../../scenario/windows.ts';
import type { Axis } from './axes.ts';
import type { CellRequest } from './cell-world.ts';

interface Varied {
  readonly x: Axis;
  readonly y: Axis;
  /** Null: the user said so. */
  readonly deaths: CellRequest['deaths'] | null;
}

/** What all cells have in common, in words, from any one of them. */
export function saysOf(scenario: Scenario, { x, y, deaths }: Varied): readonly string[] {
  const { head, timing, watcher, headFates, operator, faults } = scenario;
  const settings: readonly (readonly [key: string, value: string])[] = [
    ['replicas', String(head.replicas)],
    ['update_config.order', head.update.order],
    ['update_config.failure_action', head.update.failureAction],
    ['update_config.monitor', formatDuration(head.update.monitorMs)],
    ['update_config.delay', formatDuration(head.update.delayMs)],
    ['restart_policy.delay', formatDuration(head.restart.delayMs)],
    ['rollback_config.monitor', formatDuration(head.rollback.monitorMs)],
    ['poll_interval', formatDuration(watcher.intervalMs)],
    ['read_delay', formatWindow(watcher.read)],
    ['health_answers', String(watcher.healthAnswers)],
    ['report_lag', formatWindow(timing.report)],
    ['manager_delay', formatWindow(timing.manager)],
  ];
  const fixed = settings.filter(([key]) => key !== x.key && key !== y.key);
  const fates = [...new Set(headFates.map(({ kind }) => kind))];
  const when =
    deaths === null
      ? 'when you said'
      : deaths === 'in-time'
        ? 'before the engine’s window is over'
        : 'at any instant, up to beyond the window';
  const others = [...operator.moves, ...(faults.maxFaults > 0 ? faults.kinds : [])];
  return [
    `in every cell: ${fixed.map(([key, value]) => `${key} ${value}`).join(', ')}`,
    `the head is ${fates.join(' or ')}${fates.includes('dies') ? ` (${when})` : ''}; nobody interferes` +
      (others.length === 0 ? '' : ` but by ${others.join(', ')}`),
  ];
}
