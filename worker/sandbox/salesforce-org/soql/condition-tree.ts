import type { Condition, HavingClause, WhereClause } from '@jetstreamapp/soql-parser-js';
import type { ValueQueryCondition } from '@jetstreamapp/soql-parser-js';
import { malformed } from './soql-error.ts';

export type Test = Exclude<Condition, { openParen: number }> | ValueQueryCondition;
export type Tree =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Tree[] }
  | { readonly kind: 'not'; readonly part: Tree }
  | { readonly kind: 'test'; readonly test: Test };

type Token = '(' | ')' | 'AND' | 'OR' | 'NOT' | Test;

/** The parser's linked list, written out again as the tokens it came from. */
function tokensOf(clause: WhereClause | HavingClause): Token[] {
  const tokens: Token[] = [];
  let at: WhereClause | HavingClause | undefined = clause;
  while (at) {
    const left: (Partial<Test> & { openParen?: number; closeParen?: number }) | null = at.left;
    tokens.push(...Array<Token>(left?.openParen ?? 0).fill('('));
    if (left && 'operator' in left) tokens.push(left as Test);
    tokens.push(...Array<Token>(left?.closeParen ?? 0).fill(')'));
    if ('operator' in at) tokens.push(at.operator);
    at = 'right' in at ? at.right : undefined;
  }
  return tokens;
}

/** Reads tokens by recursive descent; Salesforce has no precedence between AND and OR, it refuses the mixture. */
class TreeReader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  read(): Tree {
    const tree = this.#group();
    if (this.#at < this.#tokens.length) throw malformed(`unexpected token: ${this.#shown()}`);
    return tree;
  }

  #group(): Tree {
    const parts = [this.#unary()];
    let joined: 'AND' | 'OR' | null = null;
    for (;;) {
      const token = this.#tokens[this.#at];
      if (token !== 'AND' && token !== 'OR') break;
      if (joined !== null && token !== joined) throw malformed(`unexpected token: ${token}`);
      joined = token;
      this.#at += 1;
      parts.push(this.#unary());
    }
    const [only] = parts;
    if (only && joined === null) return only;
    return { kind: joined === 'OR' ? 'or' : 'and', parts };
  }

  #unary(): Tree {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    if (token === 'NOT') return { kind: 'not', part: this.#unary() };
    if (token === '(') {
      const inner = this.#group();
      if (this.#tokens[this.#at] !== ')')
        throw malformed("expecting a right parentheses, found '<EOF>'");
      this.#at += 1;
      return inner;
    }
    if (token === undefined || typeof token === 'string')
      throw malformed(`unexpected token: ${String(token)}`);
    return { kind: 'test', test: token };
  }

  #shown(): string {
    const token = this.#tokens[this.#at];
    return typeof token === 'string' ? token : JSON.stringify(token);
  }
}

/** @throws OrgError MALFORMED_QUERY for AND and OR side by side without parentheses. */
export function conditionTree(clause: WhereClause | HavingClause): Tree {
  return new TreeReader(tokensOf(clause)).read();
}
