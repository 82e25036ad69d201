import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createEditWatch,
  CUSTOMER_STEP,
  type EditWatch,
} from '../../../src/pipelines/find-edits.ts';
import { MerchantWorld } from './merchant-world.ts';

const FIELDS = {
  Account: { Vat_Number__c: 'string(30)' },
  OrderItem: { Engraving__c: 'string(80)', Rebate__c: 'double(5,2)' },
  Product2: { Care__c: 'string(80)' },
};

let world: MerchantWorld;
let watch: EditWatch;
let account: string;
let contact: string;
let order: string;
let line: string;
beforeEach(async () => {
  world = await MerchantWorld.start(FIELDS);
  for (const [object, source, target] of [
    ['Account', 'Vat_Number__c', 'BuyerTaxNumber'],
    ['OrderItem', 'Engraving__c', 'Options.Engraving'],
    ['OrderItem', 'Rebate__c', 'LineDiscount'],
    ['Product2', 'Care__c', 'Options.Care'],
  ])
    world.save('Linnworks_Mapping__c', {
      Key__c: target,
      Kind__c: 'Field',
      Is_Active__c: true,
      Source_Object__c: object,
      Source__c: source,
      Target__c: target,
    });
  account = world.save('Account', {
    Name: 'Harbour Cycles Ltd',
    ShippingStreet: '1 Old Street',
    ShippingCity: 'Leeds',
    ShippingPostalCode: 'LS1 4AB',
    ShippingCountry: 'United Kingdom',
  });
  contact = world.save('Contact', { AccountId: account, LastName: 'Hill', Phone: '0113 1' });
  order = world.draft({
    AccountId: account,
    ShipToContactId: contact,
    ShippingStreet: null,
    ShippingCity: null,
    ShippingPostalCode: null,
    ShippingCountry: null,
  });
  line = world.line(order);
  watch = createEditWatch(world.deps, world.reference);
  await lookAtAll();
  world.activate(order);
  await world.work();
});
afterEach(() => world.close());

const sent = () => world.inLinnworks(order)[0];

const WINDOW_MS = 300_000;
const DAY_MS = 24 * 60 * 60_000;

const lookAtAll = async (): Promise<number> =>
  (await watch.look()) + (await watch.lookAtCustomers());

/** Later somebody saves; what the watch finds is done. @returns how many orders it found. */
async function edit(object: string, id: string, values: object): Promise<number> {
  world.clock.advance(WINDOW_MS);
  world.save(object, { ...values }, id);
  const found = await lookAtAll();
  await world.work();
  return found;
}

/** What one look asks: for saves, and for orders. */
async function asks(work: () => Promise<unknown>): Promise<{ saves: number; orders: number }> {
  world.requests.length = 0;
  await work();
  const count = (part: string) => world.requests.filter((one) => one.includes(part)).length;
  return {
    saves: count('FROM Account WHERE SystemModstamp'),
    orders: count('FROM Order WHERE Id IN'),
  };
}

describe('an edit after sending that no flow sees', () => {
  it('of the account address arrives, where the order has no address of its own', async () => {
    expect(sent()?.deliveryAddress.address1).toBe('1 Old Street');
    expect(await edit('Account', account, { ShippingStreet: '2 New Street' })).toBe(1);
    expect(sent()?.deliveryAddress.address1).toBe('2 New Street');
    expect(world.errors(order)).toEqual([]);
  });

  it('of the contact that it is shipped to arrives', async () => {
    expect(await edit('Contact', contact, { LastName: 'Dale', Phone: '0113 2' })).toBe(1);
    expect(sent()?.deliveryAddress).toMatchObject({ fullName: 'Dale', phoneNumber: '0113 2' });
  });

  it('of a mapped field of the line arrives', async () => {
    expect(await edit('OrderItem', line, { Rebate__c: 25 })).toBe(1);
    expect(world.errors(order)).toEqual([]);
    expect(sent()?.lines).toMatchObject([{ quantity: 1, discountPercent: 25 }]);
  });

  it('of an option of the line is not taken, and says so, while the rest of the line arrives', async () => {
    expect(await edit('OrderItem', line, { Engraving__c: 'For Mum', Quantity: 3 })).toBe(1);
    expect(world.errors(order)).toEqual(['EDIT_NOT_TAKEN']);
    expect(sent()?.lines).toMatchObject([{ quantity: 3, options: [] }]);
    expect(world.problems(order)).toMatch(/^The options "Engraving" of the line "MUG" cannot/);
    expect(await edit('OrderItem', line, { Quantity: 2 })).toBe(1);
    expect(sent()?.lines).toMatchObject([{ quantity: 2 }]);
    expect(await edit('OrderItem', line, { Engraving__c: null })).toBe(1);
    expect(world.errors(order)).toEqual([]);
  });

  it('that takes an option away is not taken, and says so until it is there again', async () => {
    order = world.draft();
    line = world.line(order, { Engraving__c: 'For Mum' });
    world.activate(order);
    await world.work();
    expect(sent()?.lines).toMatchObject([{ options: [{ property: 'Engraving' }] }]);
    expect(await edit('OrderItem', line, { Engraving__c: null, Quantity: 2 })).toBe(1);
    expect(world.errors(order)).toEqual(['EDIT_NOT_TAKEN']);
    expect(world.problems(order)).toMatch(/^An option that was taken from the line "MUG" stays/);
    expect(await edit('OrderItem', line, { Quantity: 3 })).toBe(1);
    expect(world.errors(order)).toEqual(['EDIT_NOT_TAKEN']);
    expect(sent()?.lines).toMatchObject([{ quantity: 3 }]);
    expect(await edit('OrderItem', line, { Engraving__c: 'For Mum' })).toBe(1);
    expect(world.errors(order)).toEqual([]);
  });

  it('of a mapped field of the product is looked at too', async () => {
    const [row] = world.rows('SELECT Id FROM Product2');
    expect(await edit('Product2', String(row?.['Id']), { Care__c: 'Hand wash' })).toBe(1);
    expect(world.errors(order)).toEqual(['EDIT_NOT_TAKEN']);
  });

  it('is too late once the label is made, and says so', async () => {
    const { reference } = sent() ?? {};
    await world.control('POST', 'warehouse/step', { reference, to: 'packed' });
    expect(await edit('Contact', contact, { LastName: 'Dale' })).toBe(1);
    expect(world.errors(order)).toEqual(['TOO_LATE_PICKED']);
    expect(sent()?.deliveryAddress.fullName).toBe('Hill');
  });

  it('of a mapped field that only the whole order can carry is not taken, and says so', async () => {
    expect(await edit('Account', account, { Vat_Number__c: 'GB123' })).toBe(1);
    expect(world.errors(order)).toEqual(['EDIT_NOT_TAKEN']);
  });
});

describe('the look for edits', () => {
  const lookLater = async (): Promise<number> => {
    world.clock.advance(WINDOW_MS);
    return lookAtAll();
  };

  it('is one question while nothing was saved, and one read of what was saved without a change', async () => {
    await lookLater();
    expect(await asks(lookLater)).toEqual({ saves: 1, orders: 0 });
    world.clock.advance(60_000);
    world.save('Account', { Description: 'Pays late' }, account);
    const looked = await asks(async () => expect(await lookLater()).toBe(0));
    expect(looked).toEqual({ saves: 1, orders: 1 });
    // The same save is in the next window too, and is known by then.
    expect(await asks(lookLater)).toEqual({ saves: 1, orders: 0 });
  });

  it('costs no call for accounts and contacts while no order is open', async () => {
    await lookLater();
    expect(await asks(lookLater)).toEqual({ saves: 1, orders: 0 });
    const { reference } = sent() ?? {};
    await world.control('POST', 'warehouse/step', { reference, to: 'shipped' });
    await world.follow();
    expect(await asks(lookLater)).toEqual({ saves: 0, orders: 0 });
  });

  it('reads no order again that was sent with what was saved', async () => {
    await lookLater();
    const fresh = world.order();
    world.clock.advance(1_000);
    world.activate(fresh);
    await world.work();
    const looked = await asks(async () => expect(await lookLater()).toBe(0));
    expect(looked).toEqual({ saves: 1, orders: 0 });
  });

  it('leaves an order alone whose account is saved long after it was shipped', async () => {
    const { reference } = sent() ?? {};
    await world.control('POST', 'warehouse/step', { reference, to: 'shipped' });
    await world.follow();
    expect(await edit('Account', account, { ShippingStreet: '2 New Street' })).toBe(0);
    expect(world.errors(order)).toEqual([]);
  });
});

describe('the stream of customers', () => {
  it('takes no change of a customer while it is paused, and lines still arrive', async () => {
    await watch.lookAtCustomers();
    world.clock.advance(WINDOW_MS);
    world.save('Account', { ShippingStreet: '2 New Street' }, account);
    expect(await watch.look()).toBe(0);
    world.save('OrderItem', { Rebate__c: 25 }, line);
    expect(await watch.look()).toBe(1);
  });

  it('loses nothing of a pause, however long it was', async () => {
    await watch.lookAtCustomers();
    world.clock.advance(WINDOW_MS);
    world.save('Account', { ShippingStreet: '2 New Street' }, account);
    world.clock.advance(9 * DAY_MS);
    await watch.look();
    await world.work();
    expect(sent()?.deliveryAddress.address1).toBe('1 Old Street');
    expect(await watch.lookAtCustomers()).toBe(1);
    await world.work();
    expect(sent()?.deliveryAddress.address1).toBe('2 New Street');
  });

  it('has a row in the audit for each order that it sends again', async () => {
    await edit('Contact', contact, { LastName: 'Dale' });
    await edit('OrderItem', line, { Rebate__c: 25 });
    const rows = await world.deps.tables.audit.rowsOf({ records: [order] });
    expect(rows.filter(({ step }) => step === CUSTOMER_STEP)).toMatchObject([{ outcome: 'done' }]);
  });
});
