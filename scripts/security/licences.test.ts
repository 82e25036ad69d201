import { expect, it } from 'vitest';
import { billOfMaterials } from './bill-of-materials.ts';
import { isPermissive, productionPackages } from './licences.ts';

it('production packages may be shipped with the product', () => {
  const packages = productionPackages('package-lock.json');
  expect(packages.map(({ name }) => name)).toContain('jsforce');
  expect(packages.filter(({ licence }) => !isPermissive(licence))).toEqual([]);
});

it.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0)', true],
  ['MIT AND BSD-3-Clause', true],
  ['GPL-3.0', false],
  ['MIT AND GPL-3.0', false],
  ['not named', false],
])('%s: %s', (licence, expected) => {
  expect(isPermissive(licence)).toBe(expected);
});

it('the bill of materials names every package with its hash', () => {
  const packages = productionPackages('package-lock.json');
  const { components } = billOfMaterials({ name: 'x', version: '1' }, packages) as {
    components: { purl: string; hashes: { content: string }[] }[];
  };
  const scoped = components.find(({ purl }) => purl.startsWith('pkg:npm/%40opentelemetry/api@'));
  expect(scoped?.hashes[0]?.content).toMatch(/^[0-9a-f]{128}$/);
  expect(components.filter(({ hashes }) => hashes.length === 0)).toEqual([]);
});
