import { request } from 'node:http';

/** One request over the engine's socket; throws what it answers beyond 299. */
export function ask(socketPath: string, method: string, path: string, body?: string | Buffer): Promise<string> {
  const headers = { 'Content-Type': typeof body === 'string' ? 'application/json' : 'application/x-tar' };
  return new Promise((resolve, reject) => {
    const sent = request({ socketPath, method, path, headers: body === undefined ? {} : headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        if ((response.statusCode ?? 0) < 300) resolve(text);
        else reject(new Error(`${method} ${path}: ${response.statusCode ?? ''} ${text.trim()}`));
      });
    });
    sent.setTimeout(30_000, () => sent.destroy(new Error(`${method} ${path}: no answer`)));
    sent.on('error', reject);
    sent.end(body);
  });
}
