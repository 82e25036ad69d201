import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import { getRecord, updateRecord } from 'lightning/uiRecordApi';
import ErrorActions, { type ActedOn } from 'c/errorActions';
import { createSyncRequest } from 'c/syncRequest';

jest.mock('c/syncRequest', () => ({
  createSyncRequest: jest.fn(() => Promise.resolve('user:key')),
  reasonOf: () => 'You may not.',
}));
const ask = createSyncRequest as unknown as jest.Mock;
const save = updateRecord as unknown as jest.Mock;
const wires = { graphql, getObjectInfo, getRecord } as unknown as Record<
  string,
  { emit(data: unknown): void; emitErrors(errors: unknown[]): void }
>;

const error: ActedOn = {
  id: 'e1',
  status: 'Open',
  orderId: '801000000000001AAA',
  correctId: '801000000000001AAA',
  correctField: 'Order.ShippingPostalCode',
};
type Control = HTMLElement & { label: string; disabled: boolean; value: string };
const tick = () => [1, 2, 3, 4, 5, 6].reduce((all) => all.then(() => undefined), Promise.resolve());
async function mount(about: ActedOn): Promise<Element> {
  const element = createElement('c-error-actions', { is: ErrorActions });
  Object.assign(element, { error: about });
  document.body.append(element);
  await tick();
  return element;
}
const controls = (element: Element, tag: string) => [
  ...(element.shadowRoot?.querySelectorAll<Control>(tag) ?? []),
];
const button = (element: Element, label: string) =>
  controls(element, 'lightning-button').find((one) => one.label === `c.Linnworks_${label}`);
async function press(element: Element, label: string): Promise<void> {
  button(element, label)?.click();
  await tick();
}
async function type(element: Element, value: string): Promise<void> {
  const [input] = controls(element, 'lightning-input');
  input.dispatchEvent(new CustomEvent('change', { detail: { value } }));
  await tick();
}

beforeEach(() => [ask, save].forEach((mock) => mock.mockClear()));
afterEach(() => document.body.replaceChildren());

describe('c-error-actions', () => {
  it('retries and tells the page the key of the request', async () => {
    const element = await mount(error);
    const asked = jest.fn();
    element.addEventListener('asked', (event) => asked((event as CustomEvent<object>).detail));
    await press(element, 'Retry');
    expect(ask).toHaveBeenCalledWith('Retry', { errorId: 'e1', orderId: error.orderId });
    expect(asked).toHaveBeenCalledWith({ key: 'user:key' });
    await expect(element).toBeAccessible();
  });

  it('corrects the field with the rights of the user, then asks for the retry', async () => {
    const element = await mount(error);
    wires.getObjectInfo.emit({
      fields: { ShippingPostalCode: { label: 'Postcode', updateable: true } },
    });
    wires.getRecord.emit({ fields: { ShippingPostalCode: { value: 'XX' } } });
    await tick();
    expect(controls(element, 'lightning-input')[0]).toMatchObject({
      label: 'Postcode',
      value: 'XX',
    });
    await type(element, 'BT1 1AA');
    await press(element, 'Save_And_Retry');
    expect(save).toHaveBeenCalledWith({
      fields: { Id: error.correctId, ShippingPostalCode: 'BT1 1AA' },
    });
    expect(ask).toHaveBeenCalledWith('Correct', {
      errorId: 'e1',
      orderId: error.orderId,
      detail: {
        recordId: error.correctId,
        field: 'Order.ShippingPostalCode',
        before: 'XX',
        after: 'BT1 1AA',
      },
    });
  });

  it('has the field ready to be corrected, and puts it away', async () => {
    const element = await mount(error);
    expect(button(element, 'Save_And_Retry')).toBeDefined();
    await press(element, 'Correct_And_Retry');
    expect(button(element, 'Save_And_Retry')).toBeUndefined();
    const other = await mount({ ...error, correctField: null });
    expect(button(other, 'Save_And_Retry')).toBeUndefined();
  });

  it('asks for no retry when the record could not be changed', async () => {
    save.mockRejectedValueOnce(new Error('no'));
    const element = await mount(error);
    wires.getRecord.emit({ fields: { ShippingPostalCode: { value: 'XX' } } });
    await tick();
    await type(element, 'BT1 1AA');
    await press(element, 'Save_And_Retry');
    expect(ask).not.toHaveBeenCalled();
    expect(element.shadowRoot?.querySelector('[role="status"]')?.textContent).toBe('You may not.');
  });

  it('says when the user may not edit the field', async () => {
    const element = await mount(error);
    wires.getObjectInfo.emit({ fields: {} });
    await tick();
    expect(element.shadowRoot?.querySelector('[role="alert"]')).not.toBeNull();
    expect(button(element, 'Save_And_Retry')).toBeUndefined();
  });

  it('ignores only with a reason', async () => {
    const element = await mount(error);
    await press(element, 'Ignore');
    expect(button(element, 'Ignore_Now')?.disabled).toBe(true);
    await type(element, ' Test order ');
    await press(element, 'Ignore_Now');
    expect(ask).toHaveBeenCalledWith('Ignore', {
      errorId: 'e1',
      orderId: error.orderId,
      detail: { reason: 'Test order' },
    });
  });

  it('assigns to somebody who was found', async () => {
    const element = await mount(error);
    await press(element, 'Assign');
    wires.graphql.emit({
      uiapi: { query: { users: { edges: [{ node: { Id: '005A', Name: { value: 'Olu' } } }] } } },
    });
    await tick();
    const [person] = controls(element, 'lightning-combobox');
    person.dispatchEvent(new CustomEvent('change', { detail: { value: '005A' } }));
    await tick();
    await press(element, 'Assign_Now');
    expect(ask).toHaveBeenCalledWith('Assign', {
      errorId: 'e1',
      orderId: error.orderId,
      detail: { ownerId: '005A' },
    });
  });

  it('says when people cannot be looked for', async () => {
    const element = await mount(error);
    await press(element, 'Assign');
    wires.graphql.emitErrors([{ message: 'Server is busy' }]);
    await tick();
    const said = element.shadowRoot?.querySelector('[role="status"]')?.textContent;
    expect(said).toBe('Server is busy');
  });

  it('offers for a solved error only to assign it', async () => {
    const element = await mount({ ...error, status: 'Resolved' });
    expect(controls(element, 'lightning-button').map(({ label }) => label)).toEqual([
      'c.Linnworks_Assign',
    ]);
  });

  it('says why a request was refused', async () => {
    ask.mockRejectedValueOnce(new Error('no'));
    const element = await mount(error);
    await press(element, 'Retry');
    expect(element.shadowRoot?.querySelector('[role="status"]')?.textContent).toBe('You may not.');
  });
});
