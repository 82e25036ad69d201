import { describe, expect, it } from 'vitest';
import { checkFormula, evaluate, type Scope } from './evaluate.ts';
import { parseFormula } from './parse.ts';
import { BLANK, boolean, number, text, type Value } from './values.ts';

const now: Record<string, Value> = {
  '$Record.StatusCode': text('Activated'),
  '$Record.Id': text('801000000000ABc'),
  '$Record.Empty': { type: 'text', value: null },
  '$Record.Quantity': number(3),
  '$Record.Off': boolean(false),
  '$Record.At': { type: 'datetime', value: '2026-11-24T03:34:55.000+0000' },
  '$Record.Same': text('same'),
};
const before: Record<string, Value> = {
  '$Record.StatusCode': text('Draft'),
  '$Record.Same': text('same'),
  '$Record.Empty': text('was filled'),
};
const scope = (isNew = false): Scope => ({
  isNew,
  resolve: (path) => now[path.join('.')] ?? BLANK,
  prior: (path) => (isNew ? null : (before[path.join('.')] ?? BLANK)),
});
const compute = (formula: string, isNew = false): unknown =>
  evaluate(parseFormula(formula), scope(isNew)).value;

describe('formulas', () => {
  it.each([
    ['AND({!$Record.StatusCode} = "Activated", NOT($Record.Off))', true],
    ['ISPICKVAL({!$Record.StatusCode}, "Draft")', false],
    ['ISCHANGED($Record.StatusCode) && !ISCHANGED($Record.Same)', true],
    ['ISCHANGED($Record.Empty)', true],
    ['PRIORVALUE($Record.StatusCode)', 'Draft'],
    ['OR(ISNEW(), $Record.Quantity > 2 + 1, $Record.Quantity >= 9 / 3)', true],
    ['$Record.Quantity <> 3 || ISBLANK($Record.Empty)', true],
    [
      'CASESAFEID($Record.Id) & ":push:" & TEXT($Record.At)',
      '801000000000ABcAAM:push:2026-11-24 03:34:55Z',
    ],
    ['TEXT($Record.Quantity) + "x"', '3x'],
    ['IF(ISNULL($Record.Empty), BLANKVALUE($Record.Empty, "none"), NULL)', 'none'],
    ['-2 * (1 + 2) /* six below zero */', -6],
    ['$Record.Empty = NULL', true],
    ['$Record.Empty < "a"', false],
  ])('%s', (formula, value) => {
    expect(compute(formula)).toBe(value);
  });

  it('sees no change while a record is created', () => {
    expect(compute('ISCHANGED($Record.StatusCode)', true)).toBe(false);
    expect(compute('ISNEW()', true)).toBe(true);
  });

  it.each([
    ['REGEX($Record.Id, "x")', /REGEX is not modelled/],
    ['ISCHANGED("text")', /takes a field/],
    ['NOT(TRUE, FALSE)', /does not take 2/],
    ['AND(TRUE', /ends too early/],
    ['TRUE #', /cannot be read/],
    ['TRUE TRUE', /goes on/],
  ])('refuses %s', (formula, message) => {
    expect(() => checkFormula(parseFormula(formula), () => undefined)).toThrow(message);
  });

  it('refuses to compare a text with a number', () => {
    expect(() => compute('$Record.StatusCode = 3')).toThrow(/compared/);
  });
});
