import type { Style } from '../report/columns.ts';
import type { Connect } from './check/connect.ts';
import type { OpenDrill } from './drill/drill-engine.ts';

export interface Output {
  write(text: string): void;
  readonly isTTY: boolean;
  readonly columns?: number | undefined;
}

/** All that a session of `sim` touches outside itself, files aside. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted, with the signal's name as its reason, when the session is asked to stop. */
  readonly signal: AbortSignal;
  /** Finds a live stack; absent: by the docker adapter. */
  readonly connect?: Connect;
  /** Opens an engine to drill on; absent: by the docker adapter. */
  readonly openDrill?: OpenDrill;
  /** Puts a question to a person; absent: nobody is there to answer. */
  readonly confirm?: (question: string) => Promise<boolean>;
}

/** What a verb is run with. */
export interface Session {
  readonly io: Io;
  readonly style: Style;
}
