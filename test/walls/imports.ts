// What a source imports, and where in the repository that is.
import { posix } from 'node:path';
import ts from 'typescript';
import { nodesOf } from './source.ts';
import { aliased } from './table.ts';

export interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly kind: 'file' | 'package';
  /** A path from the repository's root, or a package's name without the path inside it. */
  readonly target: string;
  /** How the specifier breaks the rules of writing one. */
  readonly malformed?: string;
}

interface Mention {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

/** Not `ts.preProcessFile`: it cannot tell `import type` from `import`. */
export function importsOf(path: string, tree: ts.SourceFile): readonly Import[] {
  return [...nodesOf(tree)].flatMap(mentionOf).map((mention) => resolve(path, mention));
}

function mentionOf(node: ts.Node): readonly Mention[] {
  // `import { type X }` counts as a value: verbatimModuleSyntax keeps that import at run time.
  if (ts.isImportDeclaration(node)) {
    return mention(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
  }
  if (ts.isExportDeclaration(node)) return mention(node.moduleSpecifier, node.isTypeOnly);
  if (ts.isImportTypeNode(node)) {
    return mention(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
  }
  if (ts.isExternalModuleReference(node)) return mention(node.expression, false);
  if (ts.isCallExpression(node) && isLoader(node.expression)) return mention(node.arguments[0], false);
  return [];
}

function isLoader(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
}

/** A dynamic import of a computed name is nobody's here: only the impure rooms have a use for one. */
function mention(specifier: ts.Node | undefined, typeOnly: boolean): readonly Mention[] {
  return specifier && ts.isStringLiteralLike(specifier) ? [{ specifier: specifier.text, typeOnly }] : [];
}

function resolve(path: string, { specifier, typeOnly }: Mention): Import {
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(path), specifier);
    return { specifier, typeOnly, kind: 'file', target, ...relativeMalformed(path, target) };
  }
  if (specifier.startsWith('#')) {
    const target = specifier.slice(1).replace(/\.js$/, '.ts');
    return { specifier, typeOnly, kind: 'file', target, ...aliasMalformed(specifier) };
  }
  const parts = specifier.split('/');
  const name = specifier.startsWith('node:') ? specifier : parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
  return { specifier, typeOnly, kind: 'package', target: name };
}

/** What measures and tests the product may use each other's systems; nothing that is shipped may. */
const isUnshipped = (root: string): boolean => ['test', 'bench', 'scripts'].includes(root);

function relativeMalformed(path: string, target: string): { readonly malformed?: string } {
  if (!target.endsWith('.ts')) return { malformed: 'a relative import ends in .ts' };
  const root = rootOf(target);
  if (root === rootOf(path) || (isUnshipped(root) && isUnshipped(rootOf(path)))) return {};
  if (!aliased.includes(root)) return { malformed: `${root || 'the root'} is not open to other folders` };
  return { malformed: `from another root folder, write #${target.replace(/\.ts$/, '.js')}` };
}

function aliasMalformed(specifier: string): { readonly malformed?: string } {
  const known = aliased.some((root) => specifier.startsWith(`#${root}/`));
  if (!known) return { malformed: `aliases are ${aliased.map((root) => `#${root}/`).join(', ')}` };
  if (!specifier.endsWith('.js')) return { malformed: 'an aliased import ends in .js' };
  return {};
}

function rootOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
}
