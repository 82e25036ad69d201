import { tokenize, type Token } from './tokens.ts';

export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'reference'; readonly path: readonly string[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    };

/** Loosest first; the operators of a level group from the left. */
const LEVELS = [
  ['||'],
  ['&&'],
  ['=', '==', '<>', '!='],
  ['<', '>', '<=', '>='],
  ['&'],
  ['+', '-'],
  ['*', '/'],
];
const CONSTANTS = new Map([
  ['TRUE', true],
  ['FALSE', false],
  ['NULL', null],
]);

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  peekSymbol(): string | null {
    const token = this.#tokens[this.#at];
    return token?.kind === 'symbol' ? token.value : null;
  }

  take(): Token {
    const token = this.#tokens[this.#at];
    if (!token) throw new Error('Formula ends too early');
    this.#at += 1;
    return token;
  }

  expect(symbol: string): void {
    const token = this.take();
    if (token.kind !== 'symbol' || token.value !== symbol) {
      throw new Error(`Formula has "${token.value}" where "${symbol}" is needed`);
    }
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }
}

function readArguments(reader: Reader): Expression[] {
  const args: Expression[] = [];
  reader.expect('(');
  if (reader.peekSymbol() === ')') {
    reader.take();
    return args;
  }
  for (;;) {
    args.push(readLevel(reader, 0));
    const next = reader.take();
    if (next.kind === 'symbol' && next.value === ')') return args;
    if (next.kind !== 'symbol' || next.value !== ',') {
      throw new Error(`Formula has "${next.value}" between arguments`);
    }
  }
}

function readPrimary(reader: Reader): Expression {
  const token = reader.take();
  if (token.kind === 'number' || token.kind === 'text') {
    return { kind: 'literal', value: token.value };
  }
  if (token.kind === 'name') {
    const upper = token.value.toUpperCase();
    if (reader.peekSymbol() === '(') {
      return { kind: 'call', name: upper, args: readArguments(reader) };
    }
    const constant = CONSTANTS.get(upper);
    if (constant !== undefined) return { kind: 'literal', value: constant };
    return { kind: 'reference', path: token.value.split('.') };
  }
  if (token.value === '(') {
    const inner = readLevel(reader, 0);
    reader.expect(')');
    return inner;
  }
  if (token.value === '!') return { kind: 'call', name: 'NOT', args: [readPrimary(reader)] };
  if (token.value === '-') {
    const zero: Expression = { kind: 'literal', value: 0 };
    return { kind: 'binary', operator: '-', left: zero, right: readPrimary(reader) };
  }
  throw new Error(`Formula has an unexpected "${token.value}"`);
}

function readLevel(reader: Reader, level: number): Expression {
  const operators = LEVELS[level];
  if (!operators) return readPrimary(reader);
  let left = readLevel(reader, level + 1);
  for (;;) {
    const operator = reader.peekSymbol();
    if (operator === null || !operators.includes(operator)) return left;
    reader.take();
    left = { kind: 'binary', operator, left, right: readLevel(reader, level + 1) };
  }
}

/** @throws Error saying what in the formula cannot be read. */
export function parseFormula(formula: string): Expression {
  const reader = new Reader(tokenize(formula));
  const expression = readLevel(reader, 0);
  if (!reader.isAtEnd) throw new Error(`Formula goes on with "${reader.take().value}"`);
  return expression;
}

/** Every expression in it, itself first. */
export function* walk(expression: Expression): Generator<Expression> {
  yield expression;
  if (expression.kind === 'call') for (const arg of expression.args) yield* walk(arg);
  if (expression.kind === 'binary') {
    yield* walk(expression.left);
    yield* walk(expression.right);
  }
}
