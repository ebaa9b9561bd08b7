// A file with every one of its mutants in it: the number that is set before a run says which of them is meant.
import ts from 'typescript';
import { expressionMutations, isDroppable, isPassedOver } from './mutations.ts';

export interface AssertionMutant {
  readonly file: string;
  readonly line: number;
  /** `<line of code> | <what is replaced> -> <by what>`, with ` #2` for the second that reads the same: how a survivor is known. */
  readonly key: string;
  /** What is replaced, by position in the file, and by what; null: nothing. */
  readonly start: number;
  readonly end: number;
  readonly by: string | null;
}

export interface Instrumented {
  readonly text: string;
  readonly mutants: readonly AssertionMutant[];
}

/** `first`: the number of its first mutant. The host, `HOST`, is told what is reached (`r`), how often loops turn (`t`). */
export function instrument(file: string, text: string, first: number): Instrumented {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const strings = !file.endsWith('catalogue.ts');
  const mutants: AssertionMutant[] = [];
  const seen = new Map<string, number>();

  const add = (node: ts.Node, by: string | null): number => {
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line;
    const code = text.split('\n')[line]?.trim() ?? '';
    const plain = `${code} | ${oneLine(node.getText(source))} -> ${by === null ? 'nothing' : oneLine(by)}`;
    const times = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, times);
    const key = times === 1 ? plain : `${plain} #${times}`;
    mutants.push({ file, line: line + 1, key, start: node.getStart(source), end: node.getEnd(), by });
    return first + mutants.length - 1;
  };

  const inner = (node: ts.Node): string => {
    let out = '';
    let from = node.getStart(source);
    node.forEachChild((child) => {
      out += text.slice(from, child.getStart(source)) + render(child);
      from = child.getEnd();
    });
    return out + text.slice(from, node.getEnd());
  };

  const render = (node: ts.Node): string => {
    if (isPassedOver(node)) return node.getText(source);
    if (isLoopBody(node)) return `{ HOST.t(); ${inner(node)} }`;
    if (isDroppable(node)) {
      const id = add(node, null);
      return `{ if (HOST.r(${id}, 1) !== ${id}) { ${inner(node)} } }`;
    }
    const alternatives = expressionMutations(node, source, strings).map(({ by }) => ({ by, id: add(node, by) }));
    const [head] = alternatives;
    if (head === undefined) return inner(node);
    const choices = alternatives.map(({ by, id }) => `HOST.id === ${id} ? (${by ?? ''}) : `).join('');
    return `(HOST.r(${head.id}, ${alternatives.length}), ${choices}(${inner(node)}))`;
  };
  return { text: inner(source), mutants };
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

function isLoopBody(node: ts.Node): boolean {
  const { parent } = node;
  return ts.isStatement(node) && ts.isIterationStatement(parent, false) && parent.statement === node;
}
