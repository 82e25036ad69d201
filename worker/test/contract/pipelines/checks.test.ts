import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CheckAnswer, CheckRow } from '../../../src/domain/answers.ts';
import { fitted, toAnswer } from '../../../src/pipelines/checks/check-answer.ts';
import { createCheck } from '../../../src/pipelines/requests/check.ts';
import { Bench } from './bench.ts';
import { checkWorld, type CheckWorld } from './check-world.ts';

let world: CheckWorld;
beforeEach(async () => {
  world = checkWorld(await Bench.start());
  await world.bench.stock('MUG', 'TENT');
});
afterEach(() => world.bench.account.close());

async function ask(check: string, more: object = {}): Promise<CheckAnswer> {
  const handle = createCheck(world.deps);
  const { answer } = await handle(world.request({ check, ...more }));
  if (answer?.type !== 'check') throw new Error(`No answer to ${check}`);
  return answer;
}
const rowOf = ({ rows }: CheckAnswer, id: string): CheckRow | undefined =>
  rows.find((row) => row.id === id);
const statesOf = ({ rows }: CheckAnswer) => rows.map(({ state }) => state);

describe('the sample order', () => {
  it('comes to the same figures on both sides, line by line, to the penny', async () => {
    const id = world.bench.order(
      [
        { sku: 'MUG', quantity: 3, price: 9.95, listPrice: 19.9, taxRate: 20 },
        { sku: 'TENT', quantity: 1, price: 100, discount: 12.5, taxRate: 5 },
      ],
      { TotalAmount: 129.85 },
    );
    const answer = await ask('sample', { orderId: id });
    const [comparison] = answer.comparisons;
    expect(comparison).toMatchObject({ ok: true, recordId: id, problems: [] });
    const total = comparison?.rows.at(-1);
    // 29.85 × 1.2 + 87.50 × 1.05 + 4.99
    expect(total).toMatchObject({
      name: 'Total in GBP',
      salesforce: '132.69',
      linnworks: '132.69',
    });
    expect(comparison?.rows.map(({ same }) => same)).not.toContain(false);
  });

  it('shows a total that Linnworks made differently, and fails', async () => {
    const id = world.bench.order([{ sku: 'MUG', quantity: 1, price: 10 }]);
    world.bench.org.written.set('Linnworks_Order__c:x', { Order__c: id, Total__c: 16.98 });
    const answer = await ask('sample', { orderId: id });
    expect(answer.comparisons[0]?.rows.at(-1)).toMatchObject({
      salesforce: '16.99',
      linnworks: '16.98',
      same: false,
    });
    expect(statesOf(answer)).toEqual(['fail']);
  });

  it('says what is wrong with an order that cannot be sent', async () => {
    const id = world.bench.order([{ sku: 'MUG', quantity: 1, price: 5 }], { ShippingCity: null });
    const answer = await ask('sample', { orderId: id });
    expect(answer.comparisons[0]?.problems).toEqual(['The shipping address has no city.']);
  });

  it('has a word for an org without orders', async () => {
    expect(statesOf(await ask('sample'))).toEqual(['warn']);
  });
});

describe('the dry run', () => {
  it('tries every order, writes nothing, and hides what belongs to people', async () => {
    world.bench.order([{ sku: 'MUG', quantity: 1, price: 5 }]);
    world.bench.order([{ sku: 'NOWHERE', quantity: 1, price: 5 }]);
    world.bench.order([{ sku: 'MUG', quantity: 1, price: 5 }], { StatusCode: 'Draft' });
    const answer = await ask('dry-run');
    expect(statesOf(answer)).toEqual(['ok', 'fail', 'warn']);
    expect(answer.figures).toMatchObject({ orders: 3, good: 1 });
    expect(answer.rows[1]?.detail).toContain('no item with the SKU "NOWHERE"');
    expect(await world.bench.references()).toEqual([]);
    const text = JSON.stringify(answer);
    for (const personal of ['Harbour Cycles', 'Quay Street', 'LS1 4AB', '0113 496'])
      expect(text).not.toContain(personal);
    expect(text).toContain('Royal Mail 24');
  });

  it('shows the lines of a long order in part', async () => {
    const lines = Array.from({ length: 40 }, () => ({ sku: 'MUG', quantity: 1, price: 5 }));
    world.bench.order(lines);
    const [comparison] = (await ask('dry-run')).comparisons;
    expect(comparison?.rows.map(({ name }) => name)).toContain('28 more lines');
    expect(comparison?.rows.at(-1)).toMatchObject({ salesforce: '244.99', same: true });
  });
});

describe('the trigger', () => {
  it('says which orders go and why the others stay', async () => {
    world.bench.order([{ sku: 'MUG', quantity: 1, price: 5 }]);
    world.bench.order([{ sku: 'MUG', quantity: 1, price: 5 }], { StatusCode: 'Draft' });
    const answer = await ask('trigger');
    expect(answer.figures).toMatchObject({ orders: 2, would: 1 });
    expect(answer.rows[1]?.detail).toBe('The order is not activated; nothing was sent.');
  });

  it('names a setting that cannot tell, once', async () => {
    world.bench.org.settings = { Trigger__c: 'Field', Trigger_Value__c: 'Nowhere__c' };
    world.bench.order([{ sku: 'MUG', quantity: 1, price: 5 }]);
    world.bench.order([{ sku: 'MUG', quantity: 1, price: 5 }]);
    expect(statesOf(await ask('trigger'))).toEqual(['fail']);
  });
});

describe('products and customers', () => {
  it('counts products that are found, ambiguous, missing and without a SKU', async () => {
    world.products('MUG', 'mug', 'NOWHERE', '');
    const answer = await ask('products');
    expect(answer.figures).toMatchObject({
      products: 4,
      found: 2,
      ambiguous: 2,
      missing: 1,
      withoutSku: 1,
    });
    expect(answer.rows.map(({ title }) => title)).toContain('Missing: Product NOWHERE');
  });

  it('knows one buyer behind several accounts, and names orders instead of people', async () => {
    const contact = { BillToContact: { Name: 'Ann Archer', Email: 'Ann@Example.com ' } };
    const line = [{ sku: 'MUG', quantity: 1, price: 5 }];
    world.bench.order(line, { ...contact, AccountId: '001000000000001AAA' });
    world.bench.order(line, { ...contact, AccountId: '001000000000002AAA' });
    world.bench.order(line, { AccountId: '001000000000003AAA' });
    const answer = await ask('customers');
    expect(answer.figures).toMatchObject({ orders: 3, buyers: 2, shared: 1, anonymous: 1 });
    expect(JSON.stringify(answer).toLowerCase()).not.toContain('ann');
  });
});

describe('locations and services', () => {
  it('shows where orders go and whose stock comes', async () => {
    const answer = await ask('locations');
    expect(rowOf(answer, 'default-location')?.state).toBe('ok');
    expect(rowOf(answer, 'stock-locations')?.state).toBe('warn');
    expect(answer.choices).toContain('Default');
    world.bench.org.settings = { Default_Location__c: 'Atlantis' };
    expect(rowOf(await ask('locations'), 'default-location')?.state).toBe('fail');
  });

  it('holds what orders call their shipping against rules and services', async () => {
    world.services({ 'Royal Mail 24': 7, 'By pigeon': 2, '': 1 });
    const answer = await ask('services');
    expect(rowOf(answer, 'service-Royal Mail 24')?.state).toBe('ok');
    expect(rowOf(answer, 'service-By pigeon')?.state).toBe('fail');
    expect(rowOf(answer, 'service-')?.state).toBe('ok');
    world.rule('Shipping Method', 'By pigeon', 'Royal Mail 24', { When_Country__c: 'GB' });
    expect(rowOf(await ask('services'), 'service-By pigeon')?.state).toBe('warn');
  });
});

describe('rules tested on an order', () => {
  it('names the rule that wins and what each other one misses', async () => {
    world.rule('Shipping Method', '*', 'Royal Mail 48', { Priority__c: 1, When_Country__c: 'FR' });
    world.rule('Shipping Method', 'royal mail 24', 'Royal Mail 48', { Priority__c: 2 });
    world.rule('Shipping Method', '*', 'Royal Mail 24', { Priority__c: 3 });
    const id = world.bench.order([{ sku: 'MUG', quantity: 1, price: 5 }]);
    const answer = await ask('shipping', { orderId: id });
    expect(rowOf(answer, 'outcome-service')).toMatchObject({
      state: 'ok',
      title: 'Shipping service: Royal Mail 48',
    });
    expect(answer.comparisons.map(({ ok }) => ok)).toEqual([false, true, false]);
    expect(answer.comparisons[0]?.rows).toContainEqual({
      name: 'Country',
      salesforce: 'GB',
      linnworks: 'FR',
      same: false,
    });
  });

  it('says which setting decides when no rule does', async () => {
    world.bench.org.settings = { Default_Shipping_Service__c: 'Nobody' };
    const id = world.bench.order([{ sku: 'MUG', quantity: 1, price: 5 }], {
      Linnworks_Shipping_Service__c: null,
    });
    expect(rowOf(await ask('shipping', { orderId: id }), 'outcome-service')).toMatchObject({
      state: 'fail',
      detail: 'Linnworks has no postal service "Nobody".',
    });
  });
});

describe('the field model', () => {
  it('shows live values, masked where they are personal, and the type of each source', async () => {
    world.bench.order([{ sku: 'MUG', quantity: 1, price: 5 }], { PoNumber: 'PO-77' });
    const answer = await ask('mapping');
    const rows = answer.comparisons.flatMap((one) => one.rows);
    expect(rows.find(({ name }) => name === 'SecondaryReferenceNumber')).toMatchObject({
      from: 'Order.PoNumber (string)',
      salesforce: 'PO-77',
      linnworks: 'PO-77',
    });
    expect(JSON.stringify(answer)).not.toContain('LS1 4AB');
    const price = rows.find(({ name }) => name === 'UnitPrice');
    expect(price?.note).toContain('a value that is not a number stops its order');
  });

  it('warns of a source that the org lost, and of a mapping row that is wrong', async () => {
    world.bench.order([{ sku: 'MUG', quantity: 1, price: 5 }]);
    world.loseField('Order', 'PoNumber');
    world.rule('Field', 'Gone__c', 'BuyerTaxNumber', { Source_Object__c: 'Account' });
    const answer = await ask('mapping');
    expect(rowOf(answer, 'drift-Order.PoNumber')).toMatchObject({ state: 'warn' });
    expect(answer.figures).toMatchObject({ gone: 1 });
    const row = answer.rows.find(({ title }) => title.startsWith('Field: '));
    expect(row).toMatchObject({
      state: 'warn',
      detail: expect.stringContaining('Gone__c') as string,
    });
  });
});

describe('an answer that is too long', () => {
  const long = toAnswer('dry-run', new Date(0), {
    rows: [
      ...Array.from({ length: 50 }, (_, n) => ({ ...row(`ok-${n}`), state: 'ok' as const })),
      row('bad'),
    ],
    comparisons: Array.from({ length: 20 }, (_, n) => ({
      label: `Order ${n}`,
      recordId: null,
      ok: true,
      rows: [],
      problems: ['x'.repeat(400)],
    })),
  });
  function row(id: string): CheckRow {
    return { id, state: 'fail', title: id, detail: 'd', whatToDo: 'w', recordId: null };
  }

  it('loses comparisons first, then rows that are well, and says so', () => {
    const whole = JSON.stringify(long).length;
    expect(fitted(long, whole)).toBe(long);
    const some = fitted(long, whole - 1000);
    expect(some.isCut).toBe(true);
    expect(some.comparisons.length).toBeLessThan(20);
    expect(some.rows).toHaveLength(51);
    const few = fitted(long, 1500);
    expect(few.comparisons).toEqual([]);
    expect(few.rows[0]?.id).toBe('bad');
    expect(JSON.stringify(few).length).toBeLessThanOrEqual(1500);
  });

  it('is refused when nobody knows the question', async () => {
    const handle = createCheck(world.deps);
    expect(await handle(world.request({ check: 'horoscope' }))).toMatchObject({ status: 'Failed' });
    expect(await handle({ ...world.request({}), detail: 'nonsense' })).toMatchObject({
      status: 'Failed',
    });
  });
});
