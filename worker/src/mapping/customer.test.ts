import { describe, expect, it } from 'vitest';
import { customerOf, type CustomerDirectory } from './customer.ts';

const NONE: CustomerDirectory = new Map();
const withEmail = (Email: string, Account: object = {}) => ({
  Order: {
    AccountId: '001A',
    BillToContact: { Name: 'Bo', Email },
    Account: { Name: 'B', ...Account },
  },
});
const keyOf = (source: object, directory = NONE): string =>
  customerOf(source as Record<string, unknown>, 'Number__c', directory).customer.Key;

describe('the one buyer of an order', () => {
  it('is the customer number, else the e-mail address, else the account', () => {
    expect(keyOf(withEmail('a@b.example', { Number__c: 'C-7' }))).toBe('number:C-7');
    expect(keyOf(withEmail('a@b.example'))).toBe('mail:a@b.example');
    expect(keyOf(withEmail(''))).toBe('record:001A');
    expect(keyOf({ Order: { Id: '801A' } })).toBe('record:801A');
  });

  it('is the same for duplicates', () => {
    expect(keyOf(withEmail(' A@B.example '))).toBe(keyOf(withEmail('a@b.EXAMPLE')));
    const known = new Map([['a@b.example', new Set(['C-7'])]]);
    expect(keyOf(withEmail('a@b.example'), known)).toBe('number:C-7');
    const person = {
      Order: { Account: { Name: 'Bo', IsPersonAccount: true, PersonEmail: 'a@b.example' } },
    };
    expect(keyOf(person)).toBe('mail:a@b.example');
  });

  it('is never guessed when an address has two numbers', () => {
    const known = new Map([['a@b.example', new Set(['C-8'])]]);
    const source = withEmail('a@b.example', { Number__c: 'C-7' });
    const { problems } = customerOf(source, 'Number__c', known);
    expect(problems).toMatchObject([{ code: 'CUSTOMER_CONFLICT' }]);
    expect(problems[0]?.message).toContain('C-7 and C-8');
    expect(problems[0]?.message).not.toContain('@');
  });
});
