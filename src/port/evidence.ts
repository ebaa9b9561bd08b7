/** What made a container end, as far as the engine can tell: exit 137 alone is never called OOM. */
export type EndedBy = 'itself' | 'health-check' | 'oom-killer' | 'rejection' | 'unknown';

/** What is known of a failed task of this rollout: for people, no rule reads it. */
export interface Evidence {
  readonly service: string;
  /** Task and node as the engine names them. */
  readonly task: string;
  readonly slot: number;
  readonly node: string;
  readonly state: string;
  /** Status.Err; empty when the engine gives none. */
  readonly error: string;
  readonly exitCode: number | null;
  readonly endedBy: EndedBy;
  /** Bounded tail of its log, oldest first; null where it could not be had, `logMissing` says why. */
  readonly log: readonly string[] | null;
  readonly logMissing: string | null;
}

/** Read-only questions beside those that rules may ask. */
export interface EvidencePort {
  /** The newest task of the service that ended of its own accord after `sinceMs` of the engine's clock; null: none. */
  readonly lastFailure: (service: number, sinceMs: number) => Promise<Evidence | null>;
}
