import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { labelsIn } from './check-labels.ts';
import { PACKAGE, REPOSITORY, textOf } from './metadata-file.ts';
import { readPackage } from './package-model.ts';

const model = readPackage();
const FROZEN =
  'Keys cannot be changed once the package is released: change this table only for a new key.';

/** A name with a namespace in front, such as `shop__Linnworks_Order__c`. */
const PREFIXED = /\b(?!Linnworks_)[A-Za-z]\w*?__(?=[A-Za-z]\w*__[cerx]\b)/;

/** The unique key of every object: field and length. */
const KEYS = {
  Linnworks_Alarm__c: 'Key__c 80',
  Linnworks_Difference__c: 'Key__c 120',
  Linnworks_Location__c: 'Linnworks_Id__c 36',
  Linnworks_Mapping__c: 'Key__c 255',
  Linnworks_Order_Line__c: 'Key__c 120',
  Linnworks_Order__c: 'Linnworks_Id__c 36',
  Linnworks_Reconciliation__c: 'Key__c 80',
  Linnworks_Return_Line__c: 'Key__c 120',
  Linnworks_Return__c: 'Key__c 80',
  Linnworks_Settings__c: 'Key__c 40',
  Linnworks_Shipment_Line__c: 'Key__c 160',
  Linnworks_Shipment__c: 'Key__c 120',
  Linnworks_Stock_Level__c: 'Key__c 255',
  Linnworks_Stock_Movement__c: 'Key__c 255',
  Linnworks_Sync_Error__c: 'Key__c 80',
  Linnworks_Sync_Request__c: 'Key__c 120',
  Linnworks_Sync_Stream__c: 'Key__c 40',
  Account: 'Linnworks_Customer_Key__c 80',
  Contact: 'Linnworks_Customer_Key__c 80',
  Order: 'Linnworks_Import_Key__c 36',
  OrderItem: 'Linnworks_Import_Key__c 120',
};

const isTrue = (field: (typeof model.fields)[number], name: string): boolean =>
  textOf(field.file.root, name) === 'true';

describe('keys', () => {
  const unique = model.fields.filter((field) => isTrue(field, 'unique'));

  it('are one per object, as agreed', () => {
    const keys = unique.map((field) => [
      field.object,
      `${field.name} ${textOf(field.file.root, 'length')}`,
    ]);
    expect(Object.fromEntries(keys), FROZEN).toEqual(KEYS);
    expect(unique).toHaveLength(Object.keys(KEYS).length);
  });

  it('can be upserted by: external ids, required, without regard to case', () => {
    const bad = unique.filter(
      (field) =>
        !isTrue(field, 'externalId') ||
        // A standard object also has records that are none of ours.
        (!field.required && model.objects.has(field.object)) ||
        isTrue(field, 'caseSensitive'),
    );
    expect(bad.map(({ file }) => file.path)).toEqual([]);
  });

  it('belong to every object that holds records', () => {
    const without = [...model.objects.keys()].filter((name) => !Object.hasOwn(KEYS, name));
    expect(without).toEqual(['Linnworks_Switches__c', 'Linnworks_Work__e']);
  });
});

describe('objects', () => {
  const nature = (name: string, element: string): string =>
    textOf(model.objects.get(name)?.root ?? { name, text: '', children: [] }, element);

  it('contain one event, published after the commit', () => {
    const events = [...model.objects.keys()].filter((name) => name.endsWith('__e'));
    expect(events).toEqual(['Linnworks_Work__e']);
    expect(nature('Linnworks_Work__e', 'publishBehavior')).toBe('PublishAfterCommit');
    expect(nature('Linnworks_Work__e', 'eventType')).toBe('HighVolume');
  });

  it('share details with their master and nothing else', () => {
    for (const [name, file] of model.objects) {
      const detail = model.fields.some(
        ({ object, type }) => object === name && type === 'MasterDetail',
      );
      const sharing = textOf(file.root, 'sharingModel');
      expect(sharing === 'ControlledByParent', `${name} is shared as ${sharing}`).toBe(detail);
    }
  });

  it('have no master outside the package, since its permission sets could not grant it', () => {
    const masters = model.fields
      .filter(({ type }) => type === 'MasterDetail')
      .map(({ file }) => textOf(file.root, 'referenceTo'));
    expect(masters.filter((name) => !model.objects.has(name))).toEqual([]);
  });

  it('do not make fields of standard objects required', () => {
    const required = model.fields.filter(
      ({ object, required: must }) => must && !model.objects.has(object),
    );
    expect(required.map(({ file }) => file.path)).toEqual([]);
  });

  it('do not track the history of more than 20 fields', () => {
    for (const name of model.objects.keys()) {
      const tracked = model.fields.filter(
        (field) => field.object === name && isTrue(field, 'trackHistory'),
      );
      expect(tracked.length, `${name} tracks too many fields`).toBeLessThanOrEqual(20);
    }
  });
});

describe('flows', () => {
  it.each([
    ['Order', 'Linnworks_Order_When_Edited_Request_Update'],
    ['OrderItem', 'Linnworks_Order_Product_When_Edited_Request_Update'],
  ])('notice a change of every field that the package adds to %s', (object, name) => {
    const flow = model.inFolder('flows').find((file) => file.name === name);
    const start = flow?.root.children.find((element) => element.name === 'start');
    const formula = start ? textOf(start, 'filterFormula') : '';
    const unnoticed = model.fields
      .filter((field) => field.object === object && !isTrue(field, 'unique'))
      .filter((field) => !formula.includes(`ISCHANGED({!$Record.${field.name}})`));
    expect(
      unnoticed.map((field) => `Add ${field.name} to the entry condition of ${name}.`),
    ).toEqual([]);
  });
});

describe('the package', () => {
  it('contains no Apex', () => {
    expect(globSync('**/*.{cls,trigger,page,component}', { cwd: PACKAGE })).toEqual([]);
  });

  it('names no namespace', () => {
    const files = globSync('**/*.xml', { cwd: PACKAGE });
    const bad = files.filter((file) =>
      PREFIXED.test(readFileSync(path.join(PACKAGE, file), 'utf8')),
    );
    expect(bad).toEqual([]);
    expect('<object>shop__Linnworks_Order__c</object>').toMatch(PREFIXED);
  });

  it('has the API version of the project', () => {
    const project = JSON.parse(
      readFileSync(path.join(REPOSITORY, 'sfdx-project.json'), 'utf8'),
    ) as Record<string, unknown>;
    expect(project['sourceApiVersion']).toBe('66.0');
    const others = model.files.filter(
      (file) => !['', '66.0'].includes(textOf(file.root, 'apiVersion')),
    );
    expect(others.map((file) => file.path)).toEqual([]);
  });

  it('finds the labels that a component imports', () => {
    expect(labelsIn("import A from '@salesforce/label/c.Linnworks_A';")).toEqual(['Linnworks_A']);
  });
});
