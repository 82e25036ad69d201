import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { VENDOR_WORDS } from '../../src/domain/vendor-words.ts';

const SRC = path.resolve(import.meta.dirname, '../../src');
/** The one table of words. */
const TABLE = 'domain/vendor-words.ts';
/** Where replies, schemas and exceptions keep a vendor's sentence. */
const SENTENCES =
  /^(message|Message|errorMessage|failureReason|error_description|faultstring|words)$/;
const MATCHERS = /^(test|exec|match|matchAll|search|includes|startsWith|endsWith|indexOf)$/;
const EQUALS = [ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken];

/** Whether the value of an expression is a sentence, or has one in it. */
function isSentence(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node))
    return isSentence(node.expression);
  if (ts.isIdentifier(node)) return SENTENCES.test(node.text);
  if (ts.isPropertyAccessExpression(node)) return SENTENCES.test(node.name.text);
  if (ts.isAsExpression(node)) return isSentence(node.expression);
  if (ts.isTemplateExpression(node))
    return node.templateSpans.some(({ expression }) => isSentence(expression));
  if (ts.isBinaryExpression(node)) return isSentence(node.left) || isSentence(node.right);
  // message.toLowerCase(), String(message)
  if (ts.isCallExpression(node))
    return (
      (ts.isPropertyAccessExpression(node.expression) && isSentence(node.expression.expression)) ||
      (ts.isIdentifier(node.expression) && node.arguments.some(isSentence))
    );
  return false;
}

const isText = (node: ts.Expression): boolean =>
  (ts.isStringLiteral(node) && node.text !== '') || ts.isNoSubstitutionTemplateLiteral(node);

/** Whether a decision is taken by the words of a sentence. */
function interprets(node: ts.Node): boolean {
  if (ts.isSwitchStatement(node)) return isSentence(node.expression);
  if (ts.isBinaryExpression(node) && EQUALS.includes(node.operatorToken.kind))
    return (
      (isSentence(node.left) && isText(node.right)) || (isText(node.left) && isSentence(node.right))
    );
  if (ts.isElementAccessExpression(node)) return isSentence(node.argumentExpression);
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { expression: receiver, name } = node.expression;
  return MATCHERS.test(name.text) && [receiver, ...node.arguments].some(isSentence);
}

function findings(file: string, code: string): string[] {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (interprets(node)) found.push(`${file}: ${node.getText(source).slice(0, 100)}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe('errors', () => {
  it('are classified by status and code, never by the words of a vendor', () => {
    const files = globSync('**/*.ts', { cwd: SRC }).filter(
      (file) => !file.endsWith('.test.ts') && file !== TABLE,
    );
    expect(files.length).toBeGreaterThan(100);
    const found = files.flatMap((file) =>
      findings(file, readFileSync(path.join(SRC, file), 'utf8')),
    );
    expect(found, `Words of a vendor belong into ${TABLE}, with their source.`).toEqual([]);
  });

  it.each([
    'if (/quota/i.test(error.message)) pause();',
    "const isBusy = body.Message.toLowerCase().includes('busy');",
    'RULES.find((rule) => rule.test(`${code} ${failureReason}`));',
    "if (message === 'Invalid session') login();",
    'switch (reply.error_description) { default: }',
    'const kind = KINDS[(error as Error).message];',
  ])('would be found out: %s', (code) => {
    expect(findings('a.ts', code)).toHaveLength(1);
  });

  it.each([
    "if (error.code === 'LW_REFUSED') stop();",
    'throw new Error(`Refused: ${error.message}`);',
    "['auth'].includes(error.kind);",
    "const said = message === '' ? 'nothing' : message;",
  ])('may do this: %s', (code) => {
    expect(findings('a.ts', code)).toEqual([]);
  });

  it('are told by words only where those of the table fit what the vendor says', () => {
    for (const { pattern, text, source } of Object.values(VENDOR_WORDS)) {
      for (const one of text.split('; ')) expect(one).toMatch(pattern);
      expect(source).not.toBe('');
    }
    const others = (text: string) =>
      Object.values(VENDOR_WORDS).filter(({ pattern }) => pattern.test(text));
    for (const { text } of Object.values(VENDOR_WORDS)) expect(others(text)).toHaveLength(1);
  });
});
