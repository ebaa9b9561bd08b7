import { placeOf, textAt } from './compose-reading.ts';
import type { ComposeReading } from './compose-reading.ts';
import type { Layer } from './layers.ts';
import { malformed } from './yaml-door.ts';
import type { Located } from './yaml-door.ts';

/** docker/cli cli/compose/convert/service.go convertRestartPolicy: `restart:` counts where there is no restart_policy. */
export function legacyRestart(reading: ComposeReading, value: Located | undefined, path: string): Layer {
  if (value === undefined || value.kind === 'nothing') return new Map();
  const text = textAt(reading, value, path);
  const [policy, retries] = text.split(':', 2);
  const source = `${reading.file}:${value.line}`;
  const attempts = retries !== undefined && /^\d+$/.test(retries) ? Number(retries) : undefined;
  const isCounted = retries === undefined || (policy === 'on-failure' && attempts !== undefined);
  if (isCounted && (policy === '' || policy === 'no' || policy === 'false')) return new Map();
  if (isCounted && (policy === 'always' || policy === 'unless-stopped')) {
    return new Map([['restart_policy.condition', { value: 'any', source }]]);
  }
  if (isCounted && policy === 'on-failure') {
    return new Map([
      ['restart_policy.condition', { value: 'on-failure', source }],
      ...(attempts === undefined ? [] : [['restart_policy.max_attempts', { value: attempts, source }] as const]),
    ]);
  }
  const remedy = 'Give no, always, unless-stopped, on-failure or on-failure:3.';
  throw malformed(placeOf(reading, value.line, path), `"${text}" is not a restart policy`, remedy);
}
