import { NO_ADDRESS, type RealOrder } from './real-order.ts';

const MUG = [{ product: 'mug', taxRate: 20 }];

/** Streets, countries and scripts. */
export const ADDRESSES: readonly RealOrder[] = [
  {
    name: 'a street of 120 characters',
    order: {
      ShippingStreet:
        'The Old Granary behind the Post Office, Second Courtyard on the Left, Upper Slaughter Mews off Little Wapping Road 114a',
    },
    lines: MUG,
    expected: {
      linnworks: {
        to: {
          street: [
            'The Old Granary behind the Post Office, Second',
            'Courtyard on the Left, Upper Slaughter Mews off',
            'Little Wapping Road 114a',
          ],
        },
      },
    },
  },
  {
    name: 'a street of five lines',
    order: {
      ShippingStreet: 'c/o Harbour Cycles\r\nBuilding 7\r\nUnit 4\r\n12 Quay Street\r\nDocks',
    },
    lines: MUG,
    expected: {
      linnworks: {
        to: { street: ['c/o Harbour Cycles', 'Building 7', 'Unit 4, 12 Quay Street, Docks'] },
      },
    },
  },
  {
    name: 'Kosovo',
    order: {
      ShippingStreet: 'Rruga B 12',
      ShippingCity: 'Prishtinë',
      ShippingPostalCode: '10000',
      ShippingCountry: 'Kosovo',
    },
    lines: [{ product: 'mug', taxRate: 0 }],
    expected: { linnworks: { to: { town: 'Prishtinë', country: 'Kosovo' } } },
  },
  {
    name: 'Northern Ireland',
    order: {
      ShippingCity: 'Belfast',
      ShippingState: 'Northern Ireland',
      ShippingPostalCode: 'BT15 3PG',
      ShippingCountry: 'Northern Ireland',
    },
    lines: MUG,
    expected: { linnworks: { to: { region: 'Northern Ireland', country: 'United Kingdom' } } },
  },
  {
    name: 'Jersey, where no VAT is charged',
    order: { ShippingCity: 'St Helier', ShippingPostalCode: 'JE2 4WH', ShippingCountry: 'Jersey' },
    lines: [{ product: 'lamp' }],
    expected: { linnworks: { total: 29.95, tax: 0, to: { country: 'Jersey' } } },
  },
  {
    name: 'emoji in the name and in the note',
    contact: { FirstName: 'Zoë 🚲', LastName: 'Müller-Łukasz', Email: 'zoe@example.com' },
    order: { Linnworks_Note__c: 'It is a present 🎁\nPlease wrap it.' },
    lines: MUG,
    expected: {
      linnworks: {
        to: { name: 'Zoë 🚲 Müller-Łukasz' },
        notes: [{ text: 'It is a present 🎁\nPlease wrap it.', isInternal: false }],
      },
    },
  },
  {
    name: 'names and streets from right to left',
    contact: { FirstName: 'יעל', LastName: 'כהן', Email: 'yael@example.com' },
    order: {
      ShippingStreet: 'רחוב הרצל 12',
      ShippingCity: 'תל אביב',
      ShippingPostalCode: '6688302',
      ShippingCountry: 'Israel',
    },
    lines: [{ product: 'mug', taxRate: 0 }],
    expected: {
      linnworks: {
        to: {
          name: 'יעל כהן',
          street: ['רחוב הרצל 12', '', ''],
          town: 'תל אביב',
          country: 'Israel',
        },
      },
    },
  },
  {
    name: 'state and country chosen from lists',
    order: {
      ShippingCity: 'San Francisco',
      ShippingState: 'California',
      ShippingStateCode: 'CA',
      ShippingPostalCode: '94103',
      ShippingCountry: 'United States of America',
      ShippingCountryCode: 'US',
    },
    lines: [{ product: 'mug', taxRate: 0 }],
    expected: { linnworks: { to: { region: 'CA', country: 'United States' } } },
  },
  {
    name: 'a country as people write it',
    order: { ShippingCity: 'Rotterdam', ShippingPostalCode: '3011', ShippingCountry: 'Holland' },
    lines: [{ product: 'mug', taxRate: 21 }],
    expected: { linnworks: { to: { country: 'Netherlands' } } },
  },
  {
    name: 'shipped to one person, billed to another',
    billTo: { FirstName: 'Bill', LastName: 'Payer', Email: 'bill.payer@example.com' },
    contact: { FirstName: 'Shirley', LastName: 'Receiver', Email: 'shirley@example.com' },
    order: { BillingStreet: '1 Bank Street', BillingCity: 'York', BillingCountry: 'GB' },
    lines: MUG,
    expected: {
      linnworks: {
        buyer: 'bill.payer@example.com',
        to: { name: 'Shirley Receiver', street: ['12 Quay Street', 'Unit 4', ''] },
        bill: { name: 'Bill Payer', street: ['1 Bank Street', '', ''], town: 'York' },
      },
    },
  },
  {
    name: 'no address on the order, but one on the contact',
    contact: {
      LastName: 'Mailer',
      MailingStreet: '9 Post Lane',
      MailingCity: 'Hull',
      MailingCountry: 'United Kingdom',
    },
    order: NO_ADDRESS,
    lines: MUG,
    expected: { linnworks: { to: { street: ['9 Post Lane', '', ''], town: 'Hull' } } },
  },
  {
    name: 'no address but that of the account',
    account: { ShippingStreet: '5 Yard', ShippingCity: 'Bath', ShippingCountry: 'England' },
    order: NO_ADDRESS,
    lines: MUG,
    expected: {
      linnworks: { to: { town: 'Bath', country: 'United Kingdom' }, bill: { town: 'Bath' } },
    },
  },
];
