import * as z from 'zod';
import { captureFileSchema } from './capture-file.ts';
import { checkResultSchema } from './check-result-schema.ts';
import { drillResultSchema } from './drill-result-schema.ts';
import { exploreResultSchema } from './explore-result-schema.ts';
import type { PublishedNames } from './explore-result-schema.ts';
import { mapResultSchema } from './map-result-schema.ts';
import { scenarioFileSchema } from './scenario-file.ts';
import { traceFileSchema } from './trace-file.ts';

export interface SchemaFile {
  readonly name: string;
  readonly text: string;
}

/** The JSON Schemas of every file and output that programs may read, as they are published under schemas/. */
export function publishedSchemas(names: PublishedNames): readonly SchemaFile[] {
  return [
    schemaFile('scenario', 'A scenario, as `sim scenario --json` prints it', scenarioFileSchema),
    schemaFile('trace', 'A finding that `sim replay` follows', traceFileSchema),
    schemaFile('explore-result', 'What `sim explore --json` prints', exploreResultSchema(names)),
    schemaFile('map-result', 'What `sim map --json` prints', mapResultSchema(names)),
    schemaFile('check-result', 'What `sim check --json` prints', checkResultSchema),
    schemaFile('drill-result', 'What `sim drill --json` prints', drillResultSchema(names)),
    schemaFile('capture', 'What `sim check --capture` writes', captureFileSchema),
  ];
}

function schemaFile(name: string, title: string, schema: z.ZodType): SchemaFile {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12' });
  return { name: `${name}.schema.json`, text: `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n` };
}
