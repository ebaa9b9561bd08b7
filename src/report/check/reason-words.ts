import type { FailReason } from '../../assertions/judge.ts';

export interface Blame {
  /** The service that the reason is about, and the stamp that it carries. */
  readonly service: string;
  readonly stamp: string | null;
  readonly head: string;
}

/** Why a rule failed, as one clause. */
export function reasonWords(reason: FailReason, { service, stamp, head }: Blame): string {
  const carries = stamp === null ? 'carries no stamp' : `carries stamp ${stamp}`;
  switch (reason) {
    case 'rolled-back':
      return `the engine rolled ${service} back: what was deployed is not what runs`;
    case 'paused':
      return `the engine paused the update of ${service}: the head runs in some slots at most`;
    case 'head-died':
      return `a task of the head died in ${service}`;
    case 'superseded':
      return `something else was deployed since: ${service} ${carries}, which is not ${head}`;
    case 'stamp-mismatch':
      return `${service} ${carries}, which is not ${head}`;
    case 'no-stamp':
      return `${service} carries no stamp to tell its commit by`;
    case 'unhealthy':
      return `${service} did not answer in the time that it was given`;
    case 'deadline':
      return 'the time is up';
  }
}
