import { describe, expect, it } from 'vitest';
import { flowProblems } from './check-flows.ts';
import { labelProblems } from './check-labels.ts';
import { objectProblems } from './check-objects.ts';
import { pageReferenceProblems } from './check-pages.ts';
import { parseMetadata } from './metadata-file.ts';
import { modelOf, readPackage } from './package-model.ts';

const model = readPackage();

describe('every name in the package leads somewhere', () => {
  it('in objects, fields and list views', () => {
    expect(objectProblems(model)).toEqual([]);
  });

  it('in layouts, tabs, pages and apps', () => {
    expect(pageReferenceProblems(model)).toEqual([]);
  });

  it('in flows, which can be switched off and block no save', () => {
    expect(flowProblems(model)).toEqual([]);
  });

  it('in the labels of the components', () => {
    expect(labelProblems(model)).toEqual([]);
  });
});

/** The package with one more file, or with one file replaced. */
function withFile(path: string, xml: string): ReturnType<typeof modelOf> {
  const file = parseMetadata(`force-app/main/default/${path}`, xml);
  return modelOf([...model.files.filter((known) => known.path !== file.path), file]);
}

describe('the checks of names', () => {
  it.each([
    [
      'lookup',
      '<referenceTo>Nope__c</referenceTo><relationshipName>A</relationshipName>',
      'Nope__c',
    ],
    ['relationship', '<referenceTo>Order</referenceTo>', 'has no relationshipName'],
    [
      'second relationship of the same name',
      '<referenceTo>Order</referenceTo><relationshipName>Linnworks_Orders</relationshipName>',
      'two relationships',
    ],
  ])('find a bad %s', (_what, inside, message) => {
    const bad = withFile(
      'objects/Linnworks_Order__c/fields/Bad__c.field-meta.xml',
      `<CustomField><fullName>Bad__c</fullName><type>Lookup</type>${inside}</CustomField>`,
    );
    expect(objectProblems(bad).join('\n')).toContain(message);
  });

  it('find a list view of fields and values that do not exist', () => {
    const bad = withFile(
      'objects/Linnworks_Order__c/listViews/Bad.listView-meta.xml',
      `<ListView><columns>Nope__c</columns><filters><field>State__c</field>
        <operation>equals</operation><value>Gone</value></filters></ListView>`,
    );
    expect(objectProblems(bad)).toEqual([
      expect.stringContaining('shows Nope__c'),
      expect.stringContaining('no value "Gone"'),
    ]);
  });

  it('find a layout that shows what does not exist and forgets what does', () => {
    const bad = withFile(
      'layouts/Linnworks_Shipment_Line__c-Linnworks Shipment Line Layout.layout-meta.xml',
      `<Layout><layoutSections><layoutColumns><layoutItems><field>Nope__c</field></layoutItems>
        </layoutColumns></layoutSections><relatedLists><relatedList>Linnworks_Order__c.Order__c
        </relatedList></relatedLists></Layout>`,
    );
    const found = pageReferenceProblems(bad).join('\n');
    expect(found).toContain('shows Nope__c');
    expect(found).toContain('does not show Quantity__c');
    expect(found).toContain('is no lookup to this object');
  });

  it.each([
    ['tabs/A.tab-meta.xml', '<CustomTab><flexiPage>B</flexiPage></CustomTab>', 'opens page B'],
    ['tabs/A__c.tab-meta.xml', '<CustomTab><customObject>true</customObject></CustomTab>', 'A__c'],
    [
      'applications/A.app-meta.xml',
      '<CustomApplication><tabs>A</tabs></CustomApplication>',
      'tab A',
    ],
    [
      'flexipages/A.flexipage-meta.xml',
      `<FlexiPage><flexiPageRegions><itemInstances><componentInstance><componentName>c:nothing
        </componentName></componentInstance></itemInstances></flexiPageRegions></FlexiPage>`,
      'no component nothing',
    ],
  ])('find that %s opens nothing', (path, xml, message) => {
    expect(pageReferenceProblems(withFile(path, xml)).join('\n')).toContain(message);
  });

  it('find a flow that names nothing, blocks saves and has no switch', () => {
    const bad = withFile(
      'flows/A.flow-meta.xml',
      `<Flow><recordCreates><name>Make</name><inputAssignments><field>Kind__c</field><value>
        <elementReference>$Record.Nope__c</elementReference></value></inputAssignments>
        <object>Linnworks_Sync_Request__c</object></recordCreates>
        <start><object>Order</object><connector><targetReference>Gone</targetReference></connector>
        </start></Flow>`,
    );
    const found = flowProblems(bad).join('\n');
    expect(found).toContain('$Record.Nope__c does not exist');
    expect(found).toContain('Gone does not exist');
    expect(found).toContain('leaves Key__c empty');
    expect(found).toContain('has no fault path');
    expect(found).toContain('no switch in its entry condition');
    expect(found).toContain('is not active');
  });
});
