import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordProblems } from '../../../src/pipelines/record-error.ts';
import { recordErrors } from '../../../src/pipelines/record-error.ts';
import { problem } from '../../../src/mapping/field-row.ts';
import { createRetry } from '../../../src/pipelines/requests/retry.ts';
import { Bench } from './bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.start();
  await bench.stock('MUG');
});
afterEach(() => bench.account.close());

const aReturn = (...codes: ('LW_REFUSED' | 'SF_LOCKED')[]): RecordProblems => ({
  subject: { kind: 'return', id: 'rma-1', label: 'RMA 1', orderId: '801000000000001AAA' },
  stream: 'returns',
  step: 'book-return',
  traceId: 'trace-1',
  stamp: 'one',
  problems: codes.map((code) => problem('Return', code, 'It was refused.')),
  again: { queue: 'requests', key: 'rma-1', kind: 'Return', data: { id: 'request-1' } },
});
const shown = () => bench.org.of('Linnworks_Sync_Error__c');

describe('an error about any record', () => {
  it('names the record, its stream and its order', async () => {
    await recordErrors(bench.deps, [aReturn('LW_REFUSED')]);
    expect(shown()).toMatchObject([
      { Record_Label__c: 'RMA 1', Stream__c: 'returns', Order__c: '801000000000001AAA' },
    ]);
  });

  it('is counted when it comes again, and solved by a later success of the same step only', async () => {
    await recordErrors(bench.deps, [aReturn('LW_REFUSED')]);
    await recordErrors(bench.deps, [aReturn('LW_REFUSED')]);
    await recordErrors(bench.deps, [{ ...aReturn(), step: 'refund' }]);
    expect(shown()).toMatchObject([{ Status__c: 'Open', Attempts__c: 2 }]);
    await recordErrors(bench.deps, [aReturn()]);
    expect(shown()).toMatchObject([{ Status__c: 'Resolved' }]);
    expect(bench.openCodes()).toEqual([]);
  });

  it('goes through the job that failed when a person presses Retry for its cause', async () => {
    await recordErrors(bench.deps, [aReturn('LW_REFUSED')]);
    const ask = { causeKey: 'LW_REFUSED', errorId: null, recordId: null } as never;
    const answer = await createRetry(bench.deps)(ask);
    expect(answer).toEqual({ status: 'Done', result: 'Trying 1 record again.' });
    expect(bench.store.take('requests')).toMatchObject([{ key: 'rma-1', kind: 'Return' }]);
    expect(shown()).toMatchObject([{ Status__c: 'Retrying' }]);
  });

  it('stays aside when a person ignored it, until the record changes', async () => {
    await recordErrors(bench.deps, [aReturn('LW_REFUSED')]);
    const [error] = bench.store.errors.values();
    if (error) bench.store.errors.set(error.fingerprint, { ...error, isIgnored: true });
    await bench.org.upsert('Linnworks_Sync_Error__c', 'Key__c', [
      { Key__c: error?.fingerprint, Status__c: 'Ignored' },
    ]);
    await recordErrors(bench.deps, [aReturn('LW_REFUSED')]);
    expect(shown()).toMatchObject([{ Status__c: 'Ignored' }]);
    await recordErrors(bench.deps, [{ ...aReturn('LW_REFUSED'), stamp: 'two' }]);
    expect(shown()).toMatchObject([{ Status__c: 'Open' }]);
  });
});

describe('an error of an order', () => {
  it('names the field to correct and shows the refused call without its buyer', async () => {
    const long = bench.order([{ sku: 'MUG', quantity: 1, price: 5 }], {
      ShippingPostalCode: 'LS1 4AB LS1 4AB',
    });
    const half = bench.order([{ sku: 'MUG', quantity: 1.5, price: 5 }]);
    await bench.send(long, half);
    const item = bench.org.items.at(-1);
    expect(shown().map((row) => [row['Correct_Record_Id__c'], row['Correct_Field__c']])).toEqual([
      [long, 'Order.ShippingPostalCode'],
      [item?.['Id'], 'OrderItem.Quantity'],
    ]);
  });

  it('shows what was sent and answered, masked', async () => {
    const id = bench.order([{ sku: 'MUG', quantity: 1, price: 5 }]);
    const refusal = {
      match: { path: 'Orders/CreateOrders' },
      status: 400,
      body: { Message: 'No.' },
    };
    await bench.control('POST', 'faults', [refusal]);
    await bench.send(id);
    const [error] = shown();
    expect(error).toMatchObject({ Code__c: 'LW_REFUSED' });
    expect(error?.['Masked_Request__c']).toContain('MUG');
    expect(error?.['Masked_Request__c']).not.toContain('Harbour');
    expect(error?.['Masked_Reply__c']).toContain('No.');
  });
});
