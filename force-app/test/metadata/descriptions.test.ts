import { describe, expect, it } from 'vitest';
import { type MetadataFile, PACKAGE, readMetadata, textOf, UNPACKAGED } from './metadata-file.ts';
import { readPackage } from './package-model.ts';

const model = readPackage();
const DESCRIBED = [
  'CustomObject',
  'CustomField',
  'Flow',
  'PermissionSet',
  'CustomTab',
  'CustomApplication',
  'FlexiPage',
  'ExternalClientApplication',
  'Report',
  'ReportType',
  'Dashboard',
  'CustomPermission',
  'ValidationRule',
];
/** The Metadata API cuts or refuses longer texts. */
const LONGEST = { description: 1000, inlineHelpText: 510, label: 40 } as const;

const all = [...readMetadata(PACKAGE), ...readMetadata(UNPACKAGED)];

const letters = (text: string): string => text.toLowerCase().replaceAll(/[^a-z]/g, '');

/** A description that says nothing: too short, no sentence, or the label again. */
function emptyWords(file: MetadataFile): string | null {
  const text = textOf(file.root, 'description');
  const label = textOf(file.root, 'label');
  if (text === '') return `${file.path}: has no description. Say what it is for.`;
  if (text.length < 20 || !text.endsWith('.')) {
    return `${file.path}: "${text}" is no description. Write a sentence.`;
  }
  if (label !== '' && letters(text) === letters(label)) {
    return `${file.path}: the description repeats the label. Say what it is for.`;
  }
  return null;
}

describe('descriptions', () => {
  it.each(DESCRIBED)('are there for every %s', (kind) => {
    const files = all.filter(({ root }) => root.name === kind);
    expect(files.length).toBeGreaterThan(0);
    expect(files.map(emptyWords).filter((problem) => problem !== null)).toEqual([]);
  });

  it('are not the same for two fields of one object', () => {
    const seen = model.fields.map(
      ({ object, file }) => `${object}: ${textOf(file.root, 'description')}`,
    );
    expect(seen.filter((text, index) => seen.indexOf(text) !== index)).toEqual([]);
  });

  it('come with a help text on every field that people see', () => {
    const without = model.fields.filter(
      ({ object, file }) => !object.endsWith('__e') && textOf(file.root, 'inlineHelpText') === '',
    );
    expect(without.map(({ file }) => file.path)).toEqual([]);
  });

  it.each(Object.entries(LONGEST))('keep each %s within %i characters', (element, longest) => {
    const files = model.files.filter(({ root }) =>
      ['CustomObject', 'CustomField'].includes(root.name),
    );
    const long = files.filter(({ root }) => textOf(root, element).length > longest);
    expect(long.map(({ path }) => path)).toEqual([]);
  });
});
