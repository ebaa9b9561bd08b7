/**
 * What it takes to let a rule watch a live swarm: `resolveEndpoint` names the engine as the docker CLI would, `openDocker` reaches it,
 * `liveSwarm` opens a stack of it, and `watch` lets a judge of the catalogue ask until its verdict. Nothing but GET is ever sent.
 * What cannot be reached or read is thrown as SimError; an engine that stops answering is an answer, and a verdict.
 */
export { watch, type Watched, type WatchRequest } from '#src/assertions/watch.js';
export { SimError, type ErrorCode } from '#src/errors.js';
export type { Answer, Read, SwarmPort } from '#src/port/swarm-port.js';
export { openDocker, type ClientOptions, type DockerClient } from './docker-client.ts';
export { liveSwarm, type LiveSwarm, type LiveSwarmOptions } from './live-swarm.ts';
export { resolveEndpoint, type Endpoint, type EndpointOptions, type Environment } from './resolve-endpoint.ts';
