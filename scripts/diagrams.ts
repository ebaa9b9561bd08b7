// Draws the machines into MACHINES.md: `npm run diagrams`. With --print it shows them instead; a test compares the two.
import { writeFileSync } from 'node:fs';
import { machinesDocument } from './diagrams/document.ts';

if (process.argv.includes('--print')) {
  process.stdout.write(machinesDocument());
} else {
  writeFileSync(new URL('../MACHINES.md', import.meta.url), machinesDocument());
  console.log('MACHINES.md');
}
