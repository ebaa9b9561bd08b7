import { SERVICE_MODES } from '#model/vocabulary.js';
import { placeOf, textAt } from './compose-reading.ts';
import type { ComposeReading, Entries } from './compose-reading.ts';
import type { Told } from './layers.ts';
import { malformed } from './yaml-door.ts';

const JOBS = ['replicated-job', 'global-job'];

/** `deploy.mode`; undefined where nothing is written, which is `replicated` to docker/cli. */
export function readDeployMode(reading: ComposeReading, deploy: Entries, path: string): Told | undefined {
  const value = deploy.get('mode')?.value;
  if (value === undefined || value.kind === 'nothing') return undefined;
  const text = textAt(reading, value, `${path}.mode`);
  if (text === '') return undefined;
  const mode = SERVICE_MODES.find((known) => known === text);
  if (mode === undefined) {
    const what = JOBS.includes(text) ? `mode ${text} is not yet supported` : `"${text}" is not a mode`;
    const remedy = `Give one of ${SERVICE_MODES.join(', ')}, or leave the service out with --set beside=NAMES.`;
    throw malformed(placeOf(reading, value.line, `${path}.mode`), what, remedy);
  }
  const replicas = deploy.get('replicas');
  // docker/cli convert/service.go convertDeployMode refuses any number, 1 too.
  if (mode === 'global' && replicas !== undefined && replicas.value.kind !== 'nothing') {
    const where = placeOf(reading, replicas.keyLine, `${path}.replicas`);
    throw malformed(where, 'replicas can only be used with replicated mode', 'Take it out, or the mode.');
  }
  return { value: mode, source: `${reading.file}:${value.line}` };
}
