export type Token =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'name'; readonly value: string }
  | { readonly kind: 'symbol'; readonly value: string };

const PATTERN = new RegExp(
  [
    String.raw`(?<space>\s+|/\*[\s\S]*?\*/)`,
    String.raw`(?<number>\d+(?:\.\d+)?)`,
    String.raw`(?<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')`,
    String.raw`\{!(?<merge>[$\w.]+)\}`,
    String.raw`(?<name>[$A-Za-z_][$\w]*(?:\.[$\w]+)*)`,
    String.raw`(?<symbol><>|<=|>=|==|!=|&&|\|\||[-+*/&=<>!(),])`,
  ].join('|'),
  'y',
);

const unescape = (quoted: string): string => quoted.slice(1, -1).replaceAll(/\\(.)/g, '$1');

function tokenOf(groups: Record<string, string | undefined>): Token | null {
  const { number, text, merge, name, symbol } = groups;
  if (number !== undefined) return { kind: 'number', value: Number(number) };
  if (text !== undefined) return { kind: 'text', value: unescape(text) };
  const reference = merge ?? name;
  if (reference !== undefined) return { kind: 'name', value: reference };
  return symbol === undefined ? null : { kind: 'symbol', value: symbol };
}

/**
 * Splits a formula; merge fields may stand bare or as `{!Name}`.
 * @throws Error naming the place that is not a formula.
 */
export function tokenize(formula: string): Token[] {
  const tokens: Token[] = [];
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < formula.length) {
    const at = PATTERN.lastIndex;
    const match = PATTERN.exec(formula);
    if (!match?.groups) {
      throw new Error(`Formula cannot be read from "${formula.slice(at, at + 20)}"`);
    }
    const token = tokenOf(match.groups);
    if (token) tokens.push(token);
  }
  return tokens;
}
