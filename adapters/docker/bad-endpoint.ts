import { SimError } from '#src/errors.js';

/** What names the engine cannot be read: usage, since nothing has been asked yet. */
export function badEndpoint(where: string, what: string, cause?: unknown): SimError {
  const remedy =
    'Name the engine as the docker CLI does: --context, -H, DOCKER_HOST, DOCKER_CONTEXT or a current context.';
  return new SimError({ code: 'docker.bad-endpoint', where, what, remedy, cause });
}
