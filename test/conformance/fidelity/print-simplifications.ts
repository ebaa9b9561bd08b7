// Prints every `Simplified:` comment of model/, whole: the list of what the model does not do as Swarm does it. Each names the
// section of the semantics that it departs from; one that does not is an error.
import { join } from 'node:path';
import { simplifications } from './simplifications.ts';

const found = simplifications(join(import.meta.dirname, '../../..'));
for (const { place, text } of found) console.log(`${place}: ${text}`);
console.log(`${found.length} simplifications in model/`);

const unplaced = found.filter(({ sections }) => sections.length === 0);
for (const { place } of unplaced) console.error(`${place}: name the section, as in (semantics 8.5)`);
if (unplaced.length > 0) process.exitCode = 1;
