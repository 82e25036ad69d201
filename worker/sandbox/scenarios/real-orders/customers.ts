import type { RealOrder } from './real-order.ts';

const MUG = [{ product: 'mug', taxRate: 20 }];

/** Who buys, and when two records are one buyer. */
export const CUSTOMERS: readonly RealOrder[] = [
  {
    name: 'a person account',
    account: {
      Name: 'Grace Hopper',
      IsPersonAccount: true,
      PersonEmail: 'Grace@Example.com',
      Phone: '+1 555 0100',
    },
    contact: null,
    lines: MUG,
    expected: {
      linnworks: {
        buyer: 'grace@example.com',
        to: { name: 'Grace Hopper', company: '', email: 'Grace@Example.com', phone: '+1 555 0100' },
      },
    },
  },
  {
    name: 'a customer without e-mail',
    account: { Name: 'Walk-in Ltd' },
    contact: { FirstName: 'Pat', LastName: 'Smith' },
    lines: MUG,
    expected: {
      linnworks: {
        buyer: 'Pat Smith',
        to: { name: 'Pat Smith', company: 'Walk-in Ltd', email: '' },
      },
    },
  },
  {
    name: 'a company without any contact',
    account: { Name: 'Faceless Corp', Phone: '0113 496 0111' },
    contact: null,
    lines: MUG,
    expected: {
      linnworks: { buyer: 'Faceless Corp', to: { name: 'Faceless Corp', phone: '0113 496 0111' } },
    },
  },
  {
    name: 'a customer with a number',
    account: { Name: 'Number One Ltd', AccountNumber: 'C-100' },
    contact: { LastName: 'One', Email: 'one@number.example' },
    lines: MUG,
    expected: {
      linnworks: { buyer: 'C-100', properties: { SF_CustomerKey: 'number:C-100' } },
    },
  },
  {
    name: 'the same customer once more, as a second account with that number',
    account: { Name: 'Number One Limited', AccountNumber: 'C-100' },
    contact: { LastName: 'Uno', Email: 'uno@number.example' },
    lines: MUG,
    expected: {
      linnworks: { buyer: 'C-100', properties: { SF_CustomerKey: 'number:C-100' } },
    },
  },
  {
    name: 'the same customer a third time, known by the e-mail only',
    account: { Name: 'N. One' },
    contact: { LastName: 'One', Email: 'ONE@number.example' },
    lines: MUG,
    expected: {
      linnworks: { buyer: 'C-100', properties: { SF_CustomerKey: 'number:C-100' } },
    },
  },
  {
    name: 'one e-mail address, two customer numbers',
    account: { Name: 'Twin A', AccountNumber: 'C-201' },
    contact: { LastName: 'Twin', Email: 'twin@number.example' },
    lines: MUG,
    expected: { errors: ['CUSTOMER_CONFLICT'] },
  },
  {
    name: 'the other customer number of that address',
    account: { Name: 'Twin B', AccountNumber: 'C-202' },
    contact: { LastName: 'Twin', Email: 'twin@number.example' },
    lines: MUG,
    expected: { errors: ['CUSTOMER_CONFLICT'] },
  },
  {
    name: 'a business with a VAT number',
    account: { Name: 'Gipfel GmbH', Vat_Number__c: 'DE123456789' },
    lines: MUG,
    expected: { linnworks: { taxNumber: 'DE123456789', to: { company: 'Gipfel GmbH' } } },
  },
];
