// Before the tests: what is shipped is what the sources say.
import { isBuiltOrBuilds } from '../bench/shipped.ts';

export function setup(): void {
  if (!isBuiltOrBuilds()) throw new Error('the sources do not build');
}
