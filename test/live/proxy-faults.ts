// What networks and engines do to a question and its answer.
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';

/** The engine's answer, whole. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What becomes of one request: `engine` asks the engine, `to` is where sim waits. */
export type Fault = (engine: () => Promise<Reply>, to: ServerResponse) => Promise<void> | void;

/** Says how long the body is, whatever way the engine had of telling where it ends. */
export function send(to: ServerResponse, reply: Reply): void {
  head(to, reply).end(reply.body);
}

function head(to: ServerResponse, { status, headers, body }: Reply): ServerResponse {
  return to.writeHead(status, { ...without('transfer-encoding', headers), 'content-length': body.length });
}

const without = (name: string, headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));

/** The connection is closed in place of an answer. */
export const closes: Fault = (_engine, to) => void to.destroy();

/** And in the middle of the body, whose length was told. */
export const closesInBody: Fault = async (engine, to) => {
  const reply = await engine();
  head(to, reply).write(half(reply.body), () => to.destroy());
};

/** Half of the body, with the length of that half: nothing but the JSON shows that its end is missing. */
export const cutsBody: Fault = async (engine, to) => {
  const reply = await engine();
  send(to, { ...reply, body: half(reply.body) });
};

const half = (body: Buffer): Buffer => body.subarray(0, Math.floor(body.length / 2));

/** The answer was the engine's when it was asked, and comes so much later. */
export const answersLate =
  (ms: number): Fault =>
  async (engine, to) => {
    const reply = await engine();
    await new Promise((resolve) => setTimeout(resolve, ms));
    send(to, reply);
  };

/** The connection stays open, and nothing comes. */
export const neverAnswers: Fault = () => undefined;

export const answers =
  (status: number, message: string): Fault =>
  (_engine, to) =>
    send(to, {
      status,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify({ message })),
    });

/** The engine's own words when too few managers are left. */
export const noLeader = answers(
  503,
  "rpc error: code = Unknown desc = The swarm does not have a leader. It's possible that too few managers are online. " +
    'Make sure more than half of the managers are online.',
);

/** The engine's own answer with another text in it. */
export const rewrites =
  (text: RegExp, other: string): Fault =>
  async (engine, to) => {
    const reply = await engine();
    send(to, { ...reply, body: Buffer.from(reply.body.toString('utf8').replace(text, other)) });
  };

/** The ping of an engine of another version; undefined: of something that is no engine. */
export const offersApi =
  (version: string | undefined): Fault =>
  async (engine, to) => {
    const reply = await engine();
    const headers = without('api-version', reply.headers);
    send(to, { ...reply, headers: version === undefined ? headers : { ...headers, 'api-version': version } });
  };

/** Nothing is wrong with the answer, but meanwhile the world changes: the engine is asked when `work` is done. */
export const meanwhile =
  (work: () => Promise<unknown>): Fault =>
  async (engine, to) => {
    await work();
    send(to, await engine());
  };
