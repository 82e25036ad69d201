/** A small outdoor shop: who buys, what is sold, and where the goods lie in Linnworks. */
export interface Customer {
  readonly account: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly address: Address;
}

export interface Address {
  readonly street: string;
  readonly city: string;
  readonly state?: string;
  readonly postalCode: string;
  readonly country: string;
}

export interface Product {
  readonly sku: string;
  readonly name: string;
  readonly price: number;
  readonly weightKg: number;
  readonly stock: Readonly<Record<string, number>>;
}

const person = (
  account: string,
  firstName: string,
  lastName: string,
  phone: string,
  address: Address,
): Customer => ({
  account,
  firstName,
  lastName,
  email: `${firstName}.${lastName}@example.com`.toLowerCase().replaceAll(' ', ''),
  phone,
  address,
});

export const CUSTOMERS: readonly Customer[] = [
  person('Harbour Cycles Ltd', 'Amelia', 'Hart', '+44 113 496 0101', {
    street: '12 Quay Street\nUnit 4',
    city: 'Leeds',
    postalCode: 'LS1 4AB',
    country: 'United Kingdom',
  }),
  person('Bramley Scouts', 'Tom', 'Okafor', '+44 161 496 0102', {
    street: '8 Mill Lane',
    city: 'Manchester',
    postalCode: 'M4 1AB',
    country: 'United Kingdom',
  }),
  person('Jansen Buitensport', 'Sanne', 'Jansen', '+31 20 555 0103', {
    street: 'Keizersgracht 21',
    city: 'Amsterdam',
    postalCode: '1015 CJ',
    country: 'Netherlands',
  }),
  person('Gipfel GmbH', 'Jonas', 'Keller', '+49 89 555 0104', {
    street: 'Leopoldstraße 77',
    city: 'München',
    state: 'Bayern',
    postalCode: '80802',
    country: 'Germany',
  }),
  person('Le Sage, St Helier', 'Marie', 'Le Sage', '+44 1534 496 105', {
    street: '3 Halkett Place',
    city: 'St Helier',
    postalCode: 'JE2 4WH',
    country: 'Jersey',
  }),
  person('Lough View Outdoors', 'Ciara', 'Devlin', '+44 28 9649 0106', {
    street: '40 Shore Road',
    city: 'Belfast',
    state: 'Northern Ireland',
    postalCode: 'BT15 3PG',
    country: 'United Kingdom',
  }),
];

export const PRODUCTS: readonly Product[] = [
  {
    sku: 'TENT-2P',
    name: 'Trekking tent, 2 person',
    price: 189,
    weightKg: 2.4,
    stock: { Default: 60, Leeds: 20 },
  },
  {
    sku: 'BAG-DOWN-M',
    name: 'Down sleeping bag, medium',
    price: 149.5,
    weightKg: 0.9,
    stock: { Default: 80, Leeds: 25 },
  },
  {
    sku: 'MAT-AIR',
    name: 'Air mattress',
    price: 64.95,
    weightKg: 0.5,
    stock: { Default: 120, Rotterdam: 40 },
  },
  {
    sku: 'STOVE-GAS',
    name: 'Gas stove',
    price: 39.99,
    weightKg: 0.3,
    stock: { Default: 200, Rotterdam: 80 },
  },
  {
    sku: 'LAMP-HEAD',
    name: 'Head lamp, 400 lumen',
    price: 29.95,
    weightKg: 0.1,
    stock: { Default: 300, Leeds: 150 },
  },
  {
    sku: 'FLASK-1L',
    name: 'Steel flask, 1 litre',
    price: 24.5,
    weightKg: 0.4,
    stock: { Default: 250, Rotterdam: 90 },
  },
  {
    sku: 'SOCK-M',
    name: 'Merino socks, medium',
    price: 17.99,
    weightKg: 0.08,
    stock: { Default: 600 },
  },
  {
    sku: 'MUG-ENAMEL',
    name: 'Enamel mug',
    price: 9.95,
    weightKg: 0.15,
    stock: { Default: 400, Leeds: 100 },
  },
];

/** In Salesforce under a SKU that Linnworks does not know, until somebody corrects it. */
export const MISSPELT_PRODUCT = {
  sku: 'LAMP-HAED',
  name: 'Head lamp, old code',
  price: 29.95,
  rightSku: 'LAMP-HEAD',
};
