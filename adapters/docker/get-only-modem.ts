import { invariant } from '#src/errors.js';
import { RequestError } from './request-error.ts';
import type { Limits, Transport } from './transport.ts';

/** What dockerode hands to its modem, as far as reading needs it. */
interface Dial {
  readonly path: string;
  readonly method: string;
  readonly options?: Readonly<Record<string, Parameter | undefined>>;
}

/** A filter, a flag or a number. */
type Parameter = object | string | number | boolean;

type Callback = (error: Error | null, body: Buffer | null) => void;

/**
 * The seam of dockerode: it knows paths and queries, we send. The only place that issues requests of the Engine API, so the only
 * one that has to refuse any but GET. Bodies are handed on as they came: decode.ts is the door.
 */
export function getOnlyModem(transport: Transport, version: string, limits: () => Limits) {
  const dial = ({ path, method, options = {} }: Dial, callback: Callback): void => {
    invariant(method === 'GET', `an engine is only ever asked: ${method} ${path}`);
    const [where = ''] = path.split('?');
    const query = queryOf(options);
    transport.get(`/v${version}${where}${query === '' ? '' : `?${query}`}`, limits()).then(
      ({ status, body }) => (status === 200 ? callback(null, body) : callback(refusal(status, body), null)),
      (error: unknown) => callback(error as Error, null),
    );
  };
  // dockerode puts its promise library here.
  return { dial, Promise };
}

function queryOf(options: Readonly<Record<string, Parameter | undefined>>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(options)) {
    if (value === undefined || key === 'abortSignal') continue;
    query.set(key, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  return query.toString();
}

const MOST_SAID = 200;

/** `{"message":"..."}`, or whatever a proxy in between has to say. */
export function refusal(status: number, body: Buffer): RequestError {
  const text = body.toString('utf8');
  const found = /"message"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(text)?.[1];
  const said = (found === undefined ? text : String(JSON.parse(found))).replaceAll(/\s+/g, ' ').trim();
  return new RequestError(`the engine answered ${status}${said === '' ? '' : `: ${said.slice(0, MOST_SAID)}`}`, status);
}
