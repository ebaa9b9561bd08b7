import { SimError } from '#src/errors.js';
import type { ErrorCode } from '#src/errors.js';
import { scenarioFromCompose } from '#src/scenario/from-compose.js';
import type { ComposeRequest, ReadScenario } from '#src/scenario/from-compose.js';

/** Reads a compose text as `compose.yml`. */
export function read(text: string, rest: Omit<Partial<ComposeRequest>, 'text'> = {}): ReadScenario {
  return scenarioFromCompose({ file: 'compose.yml', text, ...rest });
}

/** A compose file whose service `app` has these lines; the first of them is line 4. */
export function app(...lines: readonly string[]): string {
  return ['services:', '  app:', '    image: nginx:1.27', ...lines.map((line) => `    ${line}`), ''].join('\n');
}

/** What a reading is refused with. */
export function refusal(act: () => unknown): { readonly code: ErrorCode; readonly message: string } {
  try {
    act();
  } catch (error) {
    if (error instanceof SimError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('nothing was refused');
}
