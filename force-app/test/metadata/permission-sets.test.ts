import { describe, expect, it } from 'vitest';
import { accessOf, grantableFields, permissionSetProblems } from './check-permission-sets.ts';
import { PACKAGE, parseMetadata, readMetadata, UNPACKAGED } from './metadata-file.ts';
import { readPackage } from './package-model.ts';
import { isStandardField } from './standard-fields.ts';

const model = readPackage();
const sets = model.inFolder('permissionsets');
const grantable = grantableFields(model).map(({ object, name }) => `${object}.${name}`);
const records = [...model.objects.keys()].filter(
  (name) => name.endsWith('__c') && name !== 'Linnworks_Switches__c',
);

function accessIn(name: string) {
  const file = sets.find((set) => set.name === name);
  if (!file) throw new Error(`There is no permission set ${name}. Restore it.`);
  return accessOf(file);
}

const changed = (name: string): Record<string, string> =>
  Object.fromEntries(
    [...accessIn(name).objects.values()]
      .map((access) => [
        access.object,
        (['create', 'edit', 'delete'] as const).filter((right) => access[right]).join(' '),
      ])
      .filter(([, rights]) => rights !== ''),
  ) as Record<string, string>;

describe('the packaged permission sets', () => {
  it('are these four', () => {
    expect(sets.map(({ name }) => name)).toEqual([
      'Linnworks_Admin',
      'Linnworks_Integration',
      'Linnworks_Operator',
      'Linnworks_Viewer',
    ]);
  });

  it.each(sets.map((set) => [set.name, set] as const))('%s can be packaged', (_name, set) => {
    expect(permissionSetProblems(set, model)).toEqual([]);
  });

  it.each(sets.map(({ name }) => name))('%s reads every field and all records', (name) => {
    const access = accessIn(name);
    expect(grantable.filter((field) => !access.fields.has(field))).toEqual([]);
    expect(records.filter((object) => !access.objects.get(object)?.viewAll)).toEqual([]);
  });

  it.each(['Linnworks_Admin', 'Linnworks_Integration'])('%s writes everything', (name) => {
    const access = accessIn(name);
    expect(grantable.filter((field) => !access.fields.get(field)?.editable)).toEqual([]);
    expect(records.filter((object) => !access.objects.get(object)?.modifyAll)).toEqual([]);
  });

  it('let only the integration and administrators hear and ring the doorbell', () => {
    const hears = sets.filter((set) => accessOf(set).objects.get('Linnworks_Work__e')?.create);
    expect(hears.map(({ name }) => name)).toEqual(['Linnworks_Admin', 'Linnworks_Integration']);
  });

  it('let operators ask for work and deal with errors, and no more', () => {
    expect(changed('Linnworks_Operator')).toEqual({
      Linnworks_Sync_Error__c: 'edit delete',
      Linnworks_Sync_Request__c: 'create',
    });
  });

  it('let viewers change nothing', () => {
    const access = accessIn('Linnworks_Viewer');
    expect(changed('Linnworks_Viewer')).toEqual({});
    expect([...access.fields.values()].filter(({ editable }) => editable)).toEqual([]);
  });

  it('show every tab to people and none to the integration', () => {
    const tabs = model.inFolder('tabs').map(({ name }) => name);
    for (const name of ['Linnworks_Admin', 'Linnworks_Operator', 'Linnworks_Viewer']) {
      expect(accessIn(name).tabs.toSorted()).toEqual(tabs.toSorted());
    }
    expect(accessIn('Linnworks_Integration').tabs).toEqual([]);
  });
});

describe('the permission sets beside the package', () => {
  const beside = readMetadata(UNPACKAGED).filter(({ root }) => root.name === 'PermissionSet');
  const named = (name: string) => beside.filter((set) => set.name === name).map(accessOf)[0];
  const status = named('Linnworks_Integration_Order_Status');
  const objects = named('Linnworks_Integration_Standard_Objects');

  it('name only standard fields that exist everywhere', () => {
    const fields = beside.flatMap((set) => [...accessOf(set).fields.keys()]);
    const unknown = fields.filter((field) => {
      const [object = '', name = ''] = field.split('.');
      return !isStandardField(object, name);
    });
    expect(unknown).toEqual([]);
  });

  it('let the integration read standard objects and change none', () => {
    const rights = [...(objects?.objects.values() ?? [])];
    expect(rights.map(({ object }) => object)).toEqual([
      'Account',
      'Contact',
      'Order',
      'Pricebook2',
      'Product2',
    ]);
    expect(rights.filter(({ create, edit, modifyAll }) => create || edit || modifyAll)).toEqual([]);
    expect(objects?.userPermissions).toEqual(['ApiEnabled', 'ViewSetup']);
  });

  it('let the integration edit activated orders only where that is wanted', () => {
    expect(status?.objects.get('Order')?.edit).toBe(true);
    expect(status?.userPermissions).toEqual(['ActivateOrder', 'EditActivatedOrders']);
  });

  it('show every tab of the package', () => {
    const tabs = readMetadata(PACKAGE).filter(({ root }) => root.name === 'CustomTab');
    expect(named('Linnworks_App_Access')?.tabs.toSorted()).toEqual(tabs.map(({ name }) => name));
  });
});

describe('the check of permission sets', () => {
  const problems = (inside: string): string[] =>
    permissionSetProblems(parseMetadata('x', `<PermissionSet>${inside}</PermissionSet>`), model);
  const object = (name: string, rights: string): string =>
    `<objectPermissions><object>${name}</object>${rights}</objectPermissions>`;
  const field = (name: string): string =>
    `<fieldPermissions><field>${name}</field><readable>true</readable></fieldPermissions>`;

  it.each([
    ['a standard object', object('Order', '<allowRead>true</allowRead>'), 'only its own objects'],
    ['an object without read', object('Linnworks_Order__c', ''), 'without allowRead'],
    [
      'modify all without delete',
      object(
        'Linnworks_Order__c',
        '<allowRead>true</allowRead><modifyAllRecords>true</modifyAllRecords>',
      ),
      'modifyAllRecords without',
    ],
    ['a required field', field('Linnworks_Order__c.Linnworks_Id__c'), 'required'],
    ['a master-detail field', field('Linnworks_Order_Line__c.Linnworks_Order__c'), 'master-detail'],
    ['an unknown field', field('Linnworks_Order__c.Nope__c'), 'unknown'],
    [
      'a user permission',
      '<userPermissions><name>ApiEnabled</name></userPermissions>',
      'Packages drop it',
    ],
    ['an unknown tab', '<tabSettings><tab>Nope</tab></tabSettings>', 'names Nope'],
    [
      'an unknown app',
      '<applicationVisibilities><application>Nope</application></applicationVisibilities>',
      'names Nope',
    ],
    [
      'an event that is edited',
      object('Linnworks_Work__e', '<allowRead>true</allowRead><allowEdit>true</allowEdit>'),
      'can only be read and created',
    ],
  ])('finds %s', (_what, inside, message) => {
    expect(problems(inside)).toEqual([expect.stringContaining(message)]);
  });
});
