import { describe, expect, it } from 'vitest';
import { accessOf, grantableFields } from './check-permission-sets.ts';
import { namesInSource, namesOfComponents, unknownNames } from './check-queries.ts';
import { readPackage } from './package-model.ts';

const model = readPackage();
const components = namesOfComponents(model);
const SETS = ['Linnworks_Admin', 'Linnworks_Operator', 'Linnworks_Viewer'];

describe('what the components name', () => {
  it('exists in the package or in Salesforce', () => {
    const unknown = components.flatMap(({ file, names }) =>
      unknownNames(model, names).map((name) => `${file}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  it('is found in many components, so that this test cannot pass by seeing nothing', () => {
    expect(components.filter(({ names }) => names.length > 0).length).toBeGreaterThan(8);
    expect(components.flatMap(({ names }) => names).length).toBeGreaterThan(100);
  });

  it.each(SETS)('may be read with %s', (name) => {
    const file = model.inFolder('permissionsets').find((set) => set.name === name);
    if (!file) throw new Error(`There is no permission set ${name}`);
    const access = accessOf(file);
    const grantable = new Set(
      grantableFields(model).map(({ object, name: field }) => `${object}.${field}`),
    );
    const missing = components.flatMap(({ file: source, names }) =>
      names
        .filter(([object, field]) =>
          field === null
            ? model.objects.has(object) && access.objects.get(object)?.read !== true
            : grantable.has(`${object}.${field}`) && !access.fields.has(`${object}.${field}`),
        )
        .map(([object, field]) => `${source}: ${object}.${field ?? ''}`),
    );
    expect(missing).toEqual([]);
  });

  it('lets operators and admins, and nobody else, create the requests behind the buttons', () => {
    const mayCreate = SETS.filter((name) => {
      const file = model.inFolder('permissionsets').find((set) => set.name === name);
      return file && accessOf(file).objects.get('Linnworks_Sync_Request__c')?.create === true;
    });
    expect(mayCreate).toEqual(['Linnworks_Admin', 'Linnworks_Operator']);
  });
});

describe('the check of queries', () => {
  const query = (inner: string) => `const Q = gql\`query q { uiapi { query { ${inner} } } }\`;`;
  const wrong = (source: string) => unknownNames(model, namesInSource(model, source));

  it.each([
    ['an object', query('Nope__c { edges { node { Id } } }'), 'Nope__c'],
    [
      'a field',
      query('Linnworks_Order__c { edges { node { a: Nope__c { value } } } }'),
      'Linnworks_Order__c.Nope__c',
    ],
    [
      'a condition',
      query(
        'Linnworks_Order__c(where: { and: [{ Nope__c: { eq: "a" } }] }) { edges { node { Id } } }',
      ),
      'Linnworks_Order__c.Nope__c',
    ],
    [
      'an order',
      query('Linnworks_Order__c(orderBy: { Nope__c: { order: ASC } }) { edges { node { Id } } }'),
      'Linnworks_Order__c.Nope__c',
    ],
    [
      'a field of a parent',
      query('Linnworks_Sync_Error__c { edges { node { o: Order__r { Nope { value } } } } }'),
      'Order.Nope',
    ],
    [
      'an import',
      "import A from '@salesforce/schema/Linnworks_Order__c.Nope__c';",
      'Linnworks_Order__c.Nope__c',
    ],
  ])('finds %s that does not exist', (_what, source, expected) => {
    expect(wrong(source)).toContain(expected);
  });
});
