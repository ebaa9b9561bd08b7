import type { SearchOptions } from '../breadth-first.ts';
import type { TableOf, Tables } from '../part-keys.ts';
import type { Space } from '../space.ts';

/** What one thread brings to a search with others, and what it takes from it. */
export interface Share<Answer> extends Pick<SearchOptions, 'noted' | 'expanded' | 'bytes'> {
  /** Of its own; the same state has the same key in those of all others. A state's number is one that no other thread's state has. */
  readonly space: Space;
  /** What it has come to know. It goes from thread to thread, with these buffers. */
  readonly answer: () => { readonly answer: Answer; readonly buffers: readonly ArrayBuffer[] };
}

/** How a thread makes its share, over what all of them share. */
export interface Sharing<Answer> {
  /** Tables in which the same words have the same number for all; none: keys are made otherwise. */
  readonly tables: readonly TableOf[];
  readonly share: (tables: Tables) => Share<Answer>;
}
