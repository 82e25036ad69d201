import { describe, expect, it } from 'vitest';
import { streetLines } from './address.ts';
import { findCountry } from './country.ts';

describe('countries', () => {
  it.each([
    ['United Kingdom', 'GB'],
    ['uk', 'GB'],
    ['Northern Ireland', 'GB'],
    ['GB', 'GB'],
    ['Jersey', 'JE'],
    ['Kosovo', 'XK'],
    ['Ireland', 'IE'],
    ['USA', 'US'],
    ['U.S.A.', 'US'],
    ['Türkiye', 'TR'],
    ['turkey', 'TR'],
    ["Côte d'Ivoire", 'CI'],
    ['Czech Republic', 'CZ'],
    ['Czechia', 'CZ'],
    ['de', 'DE'],
    ['Hong Kong', 'HK'],
    ['The Netherlands', 'NL'],
    ['Bosnia and Herzegovina', 'BA'],
    ['Bosnia & Herzegovina', 'BA'],
    ['Trinidad and Tobago', 'TT'],
    ['Myanmar', 'MM'],
    ['Burma', 'MM'],
    ['South Korea', 'KR'],
    ['Saint Lucia', 'LC'],
  ])('%s is %s', (name, code) => {
    expect(findCountry(name)?.code).toBe(code);
  });

  it.each(['', 'Narnia', 'Europe', 'XX', 'ZZ', 'United'])('"%s" is none', (name) => {
    expect(findCountry(name)).toBeNull();
  });
});

describe('streets', () => {
  it.each<[string, [string, string, string]]>([
    ['12 Quay Street', ['12 Quay Street', '', '']],
    ['12 Quay Street\r\nUnit 4', ['12 Quay Street', 'Unit 4', '']],
    ['a\nb\nc\nd', ['a', 'b', 'c, d']],
    ['', ['', '', '']],
  ])('%j becomes %j', (street, lines) => {
    expect(streetLines(street)).toEqual(lines);
  });

  it('breaks a long line at a space and loses nothing', () => {
    const long = `${'word '.repeat(25)}end`;
    const lines = streetLines(long);
    expect(lines[0].length).toBeLessThanOrEqual(50);
    expect(lines.join(' ').replace(/\s+/g, ' ')).toBe(long);
  });
});
