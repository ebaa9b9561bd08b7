/** Every error that an operator can act on has one of these codes; the part before the dot says which door it came through. */
export type ErrorCode =
  | 'usage.unknown-rule'
  | 'usage.unknown-service'
  | 'usage.unknown-drill'
  | 'usage.unknown-world'
  | 'usage.unknown-option'
  | 'usage.bad-value'
  | 'usage.missing-option'
  | 'scenario.unreadable'
  | 'scenario.malformed'
  | 'scenario.too-large'
  | 'trace.unreadable'
  | 'trace.malformed'
  | 'trace.does-not-fit'
  | 'recording.unreadable'
  | 'recording.malformed'
  | 'capture.unreadable'
  | 'capture.malformed'
  | 'capture.foreign'
  | 'certificate.unreadable'
  | 'certificate.malformed'
  | 'journal.unreadable'
  | 'journal.malformed'
  | 'journal.of-another-proof'
  | 'client.unstartable'
  | 'output.unwritable'
  | 'docker.bad-endpoint'
  | 'docker.unreachable'
  | 'docker.no-swarm'
  | 'docker.not-a-manager'
  | 'docker.no-such-stack'
  | 'docker.no-such-service'
  | 'docker.no-such-image'
  | 'docker.refused'
  | 'docker.drill-in-the-way'
  | 'docker.base-does-not-run'
  | 'docker.unexpected-payload';

/** Exit codes, the same for every verb (ARCHITECTURE.md, "Exit codes"). */
export const EXIT = {
  stands: 0,
  refuted: 1,
  usage: 2,
  undecided: 3,
  traceDoesNotFit: 4,
  environment: 5,
  bug: 70,
} as const;

export interface ErrorParts {
  readonly code: ErrorCode;
  /** What is wrong, one clause. */
  readonly what: string;
  /** Where: a file with line and key, an option, a step. */
  readonly where?: string;
  /** What to do about it, one sentence. */
  readonly remedy: string;
  readonly cause?: unknown;
}

/** Bad news that the operator can act on: what, where, what to do. */
export class SimError extends Error {
  readonly code: ErrorCode;
  readonly what: string;
  readonly where: string | undefined;
  readonly remedy: string;

  constructor(parts: ErrorParts) {
    const place = parts.where === undefined ? '' : `${parts.where}: `;
    super(`${place}${parts.what}. ${parts.remedy}`, { cause: parts.cause });
    this.name = 'SimError';
    this.code = parts.code;
    this.what = parts.what;
    this.where = parts.where;
    this.remedy = parts.remedy;
  }
}

/** Which exit code an error's code calls for. */
export function exitCodeOf(code: ErrorCode): number {
  if (code === 'trace.does-not-fit') return EXIT.traceDoesNotFit;
  if (code === 'docker.bad-endpoint') return EXIT.usage;
  if (code.startsWith('docker.')) return EXIT.environment;
  if (code.endsWith('.unreadable') || code === 'output.unwritable' || code === 'client.unstartable')
    return EXIT.environment;
  return EXIT.usage;
}

/** A condition that only a bug of ours can break. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`invariant broken: ${message}`);
}
