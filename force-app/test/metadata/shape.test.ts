import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { elementProblems } from '../../../worker/sandbox/salesforce-org/metadata/check-shape.ts';
import { metadataTypes } from '../../../worker/sandbox/salesforce-org/metadata/metadata-types.ts';
import {
  PACKAGE,
  parseMetadata,
  readMetadata,
  REPOSITORY,
  UNPACKAGED,
  type MetadataFile,
} from './metadata-file.ts';

const types = metadataTypes();
const files = [...readMetadata(PACKAGE), ...readMetadata(UNPACKAGED)];

const shapeProblems = ({ path: file, root }: MetadataFile): string[] =>
  elementProblems(root, root.name, types).map((text) => `${file}: ${text}`);

describe('the XML of the package', () => {
  it('finds the files', () => {
    expect(files.length).toBeGreaterThan(350);
  });

  it('is what the Metadata API accepts', () => {
    expect(files.flatMap((file) => shapeProblems(file))).toEqual([]);
  });
});

/** Texts that may run over several lines: prose and formulas. Everywhere else a line break is deployed. */
const MAY_WRAP = new Set(['description', 'expression', 'errorConditionFormula', 'filterFormula']);
const WRAPPED = /<(\w+)>\s*\n\s*[^<\s][^<]*<\/\1>|<(\w+)>[^<\n]+\n[^<]*<\/\2>/g;

const wrappedTexts = (xml: string): string[] =>
  [...xml.matchAll(WRAPPED)]
    .map(([, before, inside]) => before ?? inside ?? '')
    .filter((name) => !MAY_WRAP.has(name));

describe('labels, help texts and values', () => {
  it('stay on one line', () => {
    const wrapped = files.flatMap((file) =>
      wrappedTexts(readFileSync(path.join(REPOSITORY, file.path), 'utf8')).map(
        (name) => `${file.path}: <${name}> runs over several lines. Shorten the text.`,
      ),
    );
    expect(wrapped).toEqual([]);
  });

  it('are found when they do not', () => {
    expect(wrappedTexts('<label>\n    A\n</label>')).toEqual(['label']);
    expect(wrappedTexts('<label>A\n  B</label>')).toEqual(['label']);
    expect(wrappedTexts('<a>\n  <b>B</b>\n</a><description>\n C\n</description>')).toEqual([]);
  });
});

const field = (inside: string): string[] =>
  shapeProblems(parseMetadata('x.field-meta.xml', `<CustomField>${inside}</CustomField>`));

describe('the check of the XML', () => {
  it.each([
    ['a misspelled element', '<lenght>80</lenght>', 'knows no <lenght>'],
    ['a boolean in words', '<required>yes</required>', 'Write true or false'],
    ['a number in words', '<length>long</length>', 'Write a number'],
    ['an unknown value', '<type>Txt</type>', 'which FieldType does not know'],
    ['a repeated element', '<label>A</label><label>B</label>', 'more than once'],
    ['elements inside a text', '<label><b>A</b></label>', 'holds elements'],
    [
      'a misspelled element further down',
      '<valueSet><restrict>true</restrict></valueSet>',
      'ValueSet knows no <restrict>',
    ],
  ])('finds %s', (_what, inside, message) => {
    expect(field(inside)).toEqual([expect.stringContaining(message)]);
  });

  it('finds what is missing', () => {
    const tab = parseMetadata('x', '<PermissionSet><description>d</description></PermissionSet>');
    expect(shapeProblems(tab)).toEqual([expect.stringContaining('lacks <label>')]);
  });

  it('finds an unknown kind of file', () => {
    expect(shapeProblems(parseMetadata('x', '<CustomFeld/>'))).toEqual([
      expect.stringContaining('is no metadata type'),
    ]);
  });

  it('lets a good field pass', () => {
    expect(field('<fullName>A__c</fullName><label>A</label><type>Checkbox</type>')).toEqual([]);
  });
});
