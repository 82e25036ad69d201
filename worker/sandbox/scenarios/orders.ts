/** The orders of the demo and of the end-to-end tests, as a sales person would describe them. */
export interface OrderLine {
  readonly sku: string;
  readonly quantity: number;
  /** Sold below the list price: what one piece was sold for. */
  readonly unitPrice?: number;
  readonly taxRate: number;
}

export interface ScenarioOrder {
  readonly name: string;
  /** Position in CUSTOMERS. */
  readonly customer: number;
  readonly shippingService: string;
  readonly shippingCost: number;
  readonly lines: readonly OrderLine[];
  readonly note?: string;
  readonly location?: string;
  /** Left out of the address, to see what happens. */
  readonly withoutCountry?: boolean;
}

const UK = 20;
const NL = 21;
const EXPORT = 0;

export const FAMILY_CAMPING: ScenarioOrder = {
  name: 'Family camping set',
  customer: 0,
  shippingService: 'Royal Mail 24',
  shippingCost: 4.99,
  lines: [
    { sku: 'TENT-2P', quantity: 1, taxRate: UK },
    { sku: 'BAG-DOWN-M', quantity: 2, unitPrice: 134.55, taxRate: UK },
    { sku: 'MUG-ENAMEL', quantity: 4, taxRate: UK },
  ],
  note: 'Please leave with the neighbour at number 14.',
};

export const SCOUT_LAMPS: ScenarioOrder = {
  name: 'Scout group lamps',
  customer: 1,
  shippingService: 'DPD Next Day',
  shippingCost: 7.5,
  lines: [
    { sku: 'LAMP-HEAD', quantity: 12, unitPrice: 26.96, taxRate: UK },
    { sku: 'FLASK-1L', quantity: 6, taxRate: UK },
  ],
};

export const DUTCH_COOKING: ScenarioOrder = {
  name: 'Cooking kit to Amsterdam',
  customer: 2,
  shippingService: 'UPS Standard',
  shippingCost: 9.95,
  location: 'Rotterdam',
  lines: [
    { sku: 'STOVE-GAS', quantity: 1, taxRate: NL },
    { sku: 'FLASK-1L', quantity: 2, taxRate: NL },
    { sku: 'MAT-AIR', quantity: 1, taxRate: NL },
  ],
};

export const ALPINE: ScenarioOrder = {
  name: 'Alpine weekend',
  customer: 3,
  shippingService: 'UPS Standard',
  shippingCost: 12,
  lines: [
    { sku: 'BAG-DOWN-M', quantity: 1, taxRate: 19 },
    { sku: 'SOCK-M', quantity: 3, taxRate: 19 },
  ],
};

export const JERSEY_EXPORT: ScenarioOrder = {
  name: 'Jersey, no tax',
  customer: 4,
  shippingService: 'Royal Mail 48',
  shippingCost: 6.25,
  lines: [{ sku: 'LAMP-HEAD', quantity: 1, taxRate: EXPORT }],
};

export const BELFAST_RESTOCK: ScenarioOrder = {
  name: 'Shop restock, Belfast',
  customer: 5,
  shippingService: 'Royal Mail 24',
  shippingCost: 0,
  lines: [
    { sku: 'SOCK-M', quantity: 20, unitPrice: 14.39, taxRate: UK },
    { sku: 'MUG-ENAMEL', quantity: 24, unitPrice: 7.96, taxRate: UK },
    { sku: 'SOCK-M', quantity: 4, unitPrice: 0, taxRate: UK },
  ],
  note: 'The last four pairs are free samples.',
};

export const UNKNOWN_SKU: ScenarioOrder = {
  ...SCOUT_LAMPS,
  name: 'Old product code',
  lines: [
    { sku: 'LAMP-HAED', quantity: 2, taxRate: UK },
    { sku: 'MUG-ENAMEL', quantity: 1, taxRate: UK },
  ],
};
export const NO_COUNTRY: ScenarioOrder = {
  ...FAMILY_CAMPING,
  name: 'No country',
  withoutCountry: true,
};
export const HALF_A_PIECE: ScenarioOrder = {
  ...JERSEY_EXPORT,
  name: 'Quantity 2.5',
  lines: [{ sku: 'SOCK-M', quantity: 2.5, taxRate: EXPORT }],
};

export const GOOD_ORDERS: readonly ScenarioOrder[] = [
  FAMILY_CAMPING,
  SCOUT_LAMPS,
  DUTCH_COOKING,
  ALPINE,
  JERSEY_EXPORT,
  BELFAST_RESTOCK,
];
