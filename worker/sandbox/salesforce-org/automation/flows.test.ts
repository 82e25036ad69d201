import { afterEach, describe, expect, it } from 'vitest';
import { createAutomation } from './extension.ts';
import { FakeOrg } from './test/fake-org.ts';
import { connector, createElement, flowXml, reference, string } from './test/flow-xml.ts';

const ACTIVATED = `<filterFormula>AND(NOT({!$Setup.Switches__c.Is_Off__c}),
  ISPICKVAL({!$Record.StatusCode}, "Activated"), OR(ISNEW(), ISCHANGED({!$Record.StatusCode})))</filterFormula>`;
const KEY_FORMULA = `<formulas><name>Key</name><dataType>String</dataType>
  <expression>CASESAFEID({!$Record.Id}) &amp; ":push:" &amp; TEXT({!$Record.ActivatedDate})</expression></formulas>`;
const NOTHING = '<assignments><name>Swallow</name><label>Swallow</label></assignments>';

const pushRequest = flowXml({
  object: 'Order',
  start: ACTIVATED,
  elements:
    KEY_FORMULA +
    NOTHING +
    createElement(
      'First',
      'Request__c',
      { Key__c: reference('Key'), Kind__c: string('Push'), Order__c: reference('$Record.Id') },
      connector('Swallow', 'faultConnector'),
    ),
});
const doorbell = flowXml({
  object: 'Request__c',
  on: 'Create',
  elements: createElement('First', 'Work__e', { Key__c: reference('$Record.Key__c') }),
});

let org: FakeOrg;
function start(flows: Record<string, string>): ReturnType<typeof createAutomation> {
  org = new FakeOrg(flows);
  const automation = createAutomation(org.core);
  org.use(automation);
  return automation;
}
afterEach(() => org.dispose());

describe('record-triggered flows', () => {
  it('run when the entry condition is met, and trigger each other, under the namespace', () => {
    const automation = start({ Doorbell: doorbell, Push: pushRequest });
    const { id } = org.save('Order', { StatusCode: 'Draft' });
    expect(org.of('ns__Request__c')).toEqual([]);
    const activated = { StatusCode: 'Activated', ActivatedDate: '2026-11-24T03:34:55.000Z' };
    org.save('Order', activated, id ?? '');
    const key = `${id}:push:2026-11-24 03:34:55Z`;
    expect(org.of('ns__Request__c')).toMatchObject([
      { ns__Key__c: key, ns__Kind__c: 'Push', ns__Order__c: id },
    ]);
    expect(org.of('ns__Work__e')).toMatchObject([{ ns__Key__c: key }]);
    expect(automation.runs()).toEqual({ Push: 1, Doorbell: 1 });
  });

  it('respect the switch and unchanged fields', () => {
    start({ Push: pushRequest });
    org.setting = { ns__Is_Off__c: true };
    org.save('Order', { StatusCode: 'Activated' });
    org.setting = null;
    const { id } = org.save('Order', { StatusCode: 'Draft' });
    org.save('Order', { StatusCode: 'Activated' }, id ?? '');
    org.save('Order', { Note: 'later' }, id ?? '');
    expect(org.of('ns__Request__c')).toHaveLength(1);
  });

  it('go on at the fault path, and refuse the save without one', () => {
    start({ Push: pushRequest });
    org.save('ns__Request__c', { ns__Key__c: 'a00000000000000001:push:' });
    expect(org.save('Order', { StatusCode: 'Activated' }).success).toBe(true);
    org.dispose();
    start({ Push: pushRequest.replace(connector('Swallow', 'faultConnector'), '') });
    org.save('ns__Request__c', { ns__Key__c: 'a00000000000000001:push:' });
    expect(() => org.save('Order', { StatusCode: 'Activated' })).toThrow(
      /“Test flow” process failed.*tried to create records: DUPLICATE_VALUE/,
    );
  });

  it('decide, assign, look up and update', () => {
    start({
      Decide: flowXml({
        object: 'Order',
        on: 'Update',
        start: `<filters><field>Total</field><operator>GreaterThan</operator><value><numberValue>10</numberValue></value></filters>
          <doesRequireRecordChangedToMeetCriteria>true</doesRequireRecordChangedToMeetCriteria>`,
        elements: `
          <variables><name>Words</name><dataType>String</dataType><value>${string('for:')}</value></variables>
          <recordLookups><name>First</name><label>l</label>${connector('Which')}<getFirstRecordOnly>true</getFirstRecordOnly>
            <object>Account</object><filters><field>Id</field><operator>EqualTo</operator>
            <value>${reference('$Record.AccountId')}</value></filters></recordLookups>
          <decisions><name>Which</name><label>l</label><rules><name>Known</name><conditionLogic>and</conditionLogic>
            <conditions><leftValueReference>First</leftValueReference><operator>IsNull</operator>
            <rightValue><booleanValue>false</booleanValue></rightValue></conditions>${connector('Say')}</rules></decisions>
          <assignments><name>Say</name><label>l</label>${connector('Write')}<assignmentItems>
            <assignToReference>Words</assignToReference><operator>Add</operator>
            <value>${reference('$Record.Account.Name')}</value></assignmentItems></assignments>
          <recordUpdates><name>Write</name><label>l</label><inputReference>$Record</inputReference>
            <inputAssignments><field>Note</field><value>${reference('Words')}</value></inputAssignments></recordUpdates>`,
      }),
    });
    const account = org.save('Account', { Name: 'Ada' });
    const { id } = org.save('Order', { Total: 5, AccountId: account.id });
    org.save('Order', { Total: 20 }, id ?? '');
    expect(org.rows.get(id ?? '')).toMatchObject({ Note: 'for:Ada' });
    org.save('Order', { Total: 30, Note: 'mine' }, id ?? '');
    expect(org.rows.get(id ?? '')).toMatchObject({ Note: 'mine' });
  });
});

describe('what is not modelled is refused at the start', () => {
  const wrong = (xml: string): (() => unknown) => {
    org = new FakeOrg({ Wrong: xml });
    return () => createAutomation(org.core);
  };
  it.each([
    [
      'an element',
      '<screens><name>S</name></screens>',
      /Flow Wrong cannot be run: Flow has <screens>/,
    ],
    [
      'an object',
      createElement('First', 'Nope__c', {}),
      /element First: there is no object Nope__c/,
    ],
    [
      'a field',
      createElement('First', 'Request__c', { No__c: string('x') }),
      /no field ns__Request__c.No__c/,
    ],
    [
      'a merge field',
      createElement('First', 'Request__c', { Key__c: reference('$Record.Nope') }),
      /Order.Nope/,
    ],
    ['a missing element', NOTHING, /connects to First, which does not exist/],
  ])('%s', (_, elements, message) => {
    expect(wrong(flowXml({ object: 'Order', elements }))).toThrow(message);
  });

  it('but not in a flow that is switched off', () => {
    const xml = flowXml({ object: 'Nope__c', elements: '<screens/>' });
    expect(wrong(xml.replace('Active<', 'Draft<'))).not.toThrow();
  });
});
