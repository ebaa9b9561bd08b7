// Writes schemas/: `npm run schemas`. A test says when that is due.
import { writeFileSync } from 'node:fs';
import { OUTCOME_KINDS } from '#properties/outcomes.js';
import { CAUSES } from '#properties/truth.js';
import { FOUND_BY } from '#src/explore/outcome.js';
import { publishedSchemas } from '#src/scenario/published-schemas.js';

for (const { name, text } of publishedSchemas({ outcomes: OUTCOME_KINDS, strategies: FOUND_BY, causes: CAUSES })) {
  writeFileSync(new URL(`../schemas/${name}`, import.meta.url), text);
  console.log(`schemas/${name}`);
}
