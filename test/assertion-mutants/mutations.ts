// What may be changed at one place of the syntax tree: conditions, comparisons, arithmetic, literals, returns, statements.
import ts from 'typescript';

/** One change: the text of a node, and what stands there instead. `null`: the statement is left out. */
export interface Mutation {
  readonly by: string | null;
}

const K = ts.SyntaxKind;
const INSTEAD: Readonly<Partial<Record<ts.SyntaxKind, readonly string[]>>> = {
  [K.LessThanToken]: ['<=', '>='],
  [K.LessThanEqualsToken]: ['<', '>'],
  [K.GreaterThanToken]: ['>=', '<='],
  [K.GreaterThanEqualsToken]: ['>', '<'],
  [K.EqualsEqualsEqualsToken]: ['!=='],
  [K.ExclamationEqualsEqualsToken]: ['==='],
  [K.PlusToken]: ['-'],
  [K.MinusToken]: ['+'],
  [K.AsteriskToken]: ['/'],
  [K.PercentToken]: ['*'],
  [K.AmpersandAmpersandToken]: ['||'],
  [K.BarBarToken]: ['&&'],
};

/** The changes of an expression. */
export function expressionMutations(node: ts.Node, source: ts.SourceFile, strings: boolean): readonly Mutation[] {
  const text = (of: ts.Node): string => of.getText(source);
  const found: string[] = [];
  if (isCondition(node)) found.push('true', 'false');
  if (ts.isBinaryExpression(node) && !isOffset(node)) {
    const [left, right] = [text(node.left), text(node.right)];
    for (const by of INSTEAD[node.operatorToken.kind] ?? [])
      found.push(`${inBrackets(node.left, left)} ${by} ${inBrackets(node.right, right)}`);
    if (node.operatorToken.kind === K.QuestionQuestionToken) found.push(left, right);
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === K.ExclamationToken) found.push(text(node.operand));
  if (node.kind === K.TrueKeyword) found.push('false');
  if (node.kind === K.FalseKeyword) found.push('true');
  if (ts.isNumericLiteral(node)) found.push(node.text === '0' ? '1' : `${text(node)} + 1`);
  if (strings && ts.isStringLiteral(node)) found.push(node.text === '' ? "'changed'" : "''");
  if (isReturned(node)) found.push('undefined');
  return [...new Set(found)].filter((by) => by !== text(node)).map((by) => ({ by }));
}

/** A statement that does something and says nothing can be left out. */
export function isDroppable(node: ts.Node): boolean {
  if (ts.isExpressionStatement(node)) return !isPassedOver(node.expression);
  return ts.isContinueStatement(node) || ts.isBreakStatement(node);
}

/**
 * Left as they are: types, names, imports; invariants, which hold; and the kinds of a memory's words, which no test of one judge
 * can tell apart and the compiler holds to a list.
 */
export function isPassedOver(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true;
  if (ts.isStringLiteral(node) && ts.isPropertyAssignment(parent) && parent.name === node) return true;
  const called = ts.isCallExpression(node) ? node.expression.getText() : '';
  return called === 'invariant' || called === 'record' || called === 'words';
}

/** An operator that takes another's place may bind otherwise. */
const inBrackets = (node: ts.Node, text: string): string => (ts.isBinaryExpression(node) ? `(${text})` : text);

/** Where a field lies in a row: of the first field of a record a sum and a difference are the same. */
function isOffset({ left, operatorToken }: ts.BinaryExpression): boolean {
  const isPlace = ['at', 'region', 'service', 'm.ofService(row, at)'].includes(left.getText());
  return isPlace && operatorToken.kind === K.PlusToken;
}

function isCondition(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) return parent.expression === node;
  if (ts.isConditionalExpression(parent) || ts.isForStatement(parent)) return parent.condition === node;
  if (!ts.isBinaryExpression(parent) || parent.operatorToken === node) return false;
  return parent.operatorToken.kind === K.AmpersandAmpersandToken || parent.operatorToken.kind === K.BarBarToken;
}

function isReturned(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isReturnStatement(parent)) return true;
  return ts.isArrowFunction(parent) && parent.body === node && !ts.isBlock(node);
}
