import { isNode, LineCounter, parseDocument } from 'yaml';

export interface JsonPlaces {
  /** The line of the value at a path, or of the innermost value around it that exists. */
  readonly lineOf: (path: readonly string[]) => number;
  /** Where the text stops being JSON, if a YAML parser (JSON is YAML) notices it. */
  readonly firstError: number | undefined;
}

/** Lines in a JSON text, for messages. */
export function jsonPlaces(text: string): JsonPlaces {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  return {
    firstError: error === undefined ? undefined : lineAt(error.pos[0]),
    lineOf(path) {
      for (let depth = path.length; depth > 0; depth--) {
        const node: unknown = document.getIn(path.slice(0, depth), true);
        if (isNode(node) && node.range) return lineAt(node.range[0]);
      }
      return 1;
    },
  };
}
