// Writes schemas/: `npm run schemas`. A test says when that is due.
import { writeFileSync } from 'node:fs';
import { publishedNames } from './published-names.ts';
import { publishedSchemas } from '#src/scenario/published-schemas.js';

for (const { name, text } of publishedSchemas(publishedNames)) {
  writeFileSync(new URL(`../schemas/${name}`, import.meta.url), text);
  console.log(`schemas/${name}`);
}
