import type { EngineWorld } from '../engine-world.ts';
import type { EngineReply } from '../replies.ts';
import type { Asked } from '../request.ts';

/** A path of the Engine API: "services/:/update", where a colon stands for any piece. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  /** What its answer depends on. `nothing`: it says the same whatever happens in the world, and is no look at it. */
  readonly on: 'world' | 'nothing';
  readonly answer: (asked: Asked, world: EngineWorld, reference: string) => EngineReply;
}

/** The reference that the colon stands for; null: another path. Names of images have slashes of their own. */
export function match({ path }: Route, pieces: readonly string[]): string | null {
  const wanted = path.split('/');
  const at = wanted.indexOf(':');
  if (at < 0) return pieces.join('/') === path ? '' : null;
  const behind = wanted.length - at - 1;
  const isAlike =
    pieces.length >= wanted.length &&
    wanted.slice(0, at).every((piece, i) => pieces[i] === piece) &&
    wanted.slice(at + 1).every((piece, i) => pieces[pieces.length - behind + i] === piece);
  if (!isAlike) return null;
  const reference = pieces.slice(at, pieces.length - behind).join('/');
  return reference === '' || (reference.includes('/') && wanted[0] !== 'distribution') ? null : reference;
}
