// Names, and what may be mentioned where. Reads the syntax tree, so comments and strings say what they like.
import ts from 'typescript';
import { nodesOf } from './source.ts';
import { barrels, impure } from './table.ts';

const hiddenInputs = new Set([
  'Date',
  'performance',
  'process',
  'console',
  'fetch',
  'crypto',
  'globalThis',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'createActor',
  'SimulatedClock',
]);
const scheduledByXState = new Set(['after', 'invoke']);
const spawnedByXState = new Set(['spawn', 'spawnChild']);

export function habitViolations(path: string, tree: ts.SourceFile): readonly string[] {
  const nodes = [...nodesOf(tree)];
  return [
    ...nameViolations(path),
    ...(isImpure(path) ? [] : mentions(path, tree, nodes)),
    ...shapeViolations(path, tree, nodes),
  ];
}

function nameViolations(path: string): readonly string[] {
  const parts = path.replace(/\.ts$/, '').split(/[./]/);
  const words = parts.flatMap((part) => part.split('-'));
  const vague = words.filter((word) => /^(utils?|helpers?|common)$/.test(word));
  return [
    ...(parts.every((part) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(part)) ? [] : [`${path}: file names are kebab-case`]),
    ...vague.map((word) => `${path}: "${word}" says nothing; name the file after its one export`),
    ...(parts.at(-1) === 'types' ? [`${path}: types live beside the functions that use them`] : []),
    ...(parts.at(-1) === 'index' && !barrels.includes(path) ? [`${path}: barrels are ${barrels.join(', ')}`] : []),
  ];
}

function mentions(path: string, tree: ts.SourceFile, nodes: readonly ts.Node[]): readonly string[] {
  const inMachine = path.startsWith('model/machines/') || path === 'model/step-machine.ts';
  return nodes.flatMap((node) => {
    const name = hiddenInputIn(node) ?? (inMachine ? hiddenActorIn(node) : undefined);
    const purpose = inMachine ? 'control is data, and time is a step' : 'a run is a function of its inputs';
    return name === undefined ? [] : [`${place(path, tree, node)} mentions ${name}: ${purpose}`];
  });
}

function hiddenInputIn(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node) && node.getText().replaceAll(/\s/g, '') === 'Math.random') {
    return 'Math.random';
  }
  return ts.isIdentifier(node) && hiddenInputs.has(node.text) && refersToVariable(node) ? node.text : undefined;
}

function hiddenActorIn(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node) && spawnedByXState.has(node.text) && refersToVariable(node)) return node.text;
  if (!ts.isPropertyAssignment(node) && !ts.isShorthandPropertyAssignment(node)) return undefined;
  const name = ts.isIdentifier(node.name) || ts.isStringLiteral(node.name) ? node.name.text : '';
  return scheduledByXState.has(name) ? `${name}:` : undefined;
}

/** Not the `process` of `recipe.process`, `{ process: 1 }`, `{ process(): void }` or `type process`. */
function refersToVariable(node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent)) return parent.name !== node;
  if (ts.isQualifiedName(parent)) return false;
  if (ts.isTypeReferenceNode(parent)) return false;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  const named = parent as ts.Node & { readonly name?: ts.Node };
  const isMember = ts.isClassElement(parent) || ts.isTypeElement(parent) || ts.isObjectLiteralElement(parent);
  return !(isMember && named.name === node);
}

function shapeViolations(path: string, tree: ts.SourceFile, nodes: readonly ts.Node[]): readonly string[] {
  const isConfig = /^[^/]+\.config\.ts$/.test(path);
  const passesOn = tree.statements.length > 0 && tree.statements.every(isReExport);
  return [
    ...nodes.flatMap((node) => {
      if (isDefaultExport(node) && !isConfig) return [`${place(path, tree, node)} is a default export: name it`];
      if (isPlainClass(node)) return [`${place(path, tree, node)} is a class: only errors are`];
      return [];
    }),
    ...(passesOn && !barrels.includes(path) ? [`${path} only passes on: barrels are ${barrels.join(', ')}`] : []),
  ];
}

function isDefaultExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportSpecifier(node)) return node.name.text === 'default';
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword)
  );
}

function isPlainClass(node: ts.Node): boolean {
  if (!ts.isClassLike(node)) return false;
  const base = node.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  return !base?.expression.getText().endsWith('Error');
}

function isReExport(statement: ts.Statement): boolean {
  return ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined;
}

function isImpure(path: string): boolean {
  return !path.includes('/') || impure.some((folder) => path.startsWith(folder));
}

function place(path: string, tree: ts.SourceFile, node: ts.Node): string {
  return `${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
