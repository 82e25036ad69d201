import { ZERO_GUID } from '../state/ids.ts';

export interface StockLocation {
  readonly id: string;
  readonly intId: number;
  readonly name: string;
  readonly tag: string;
  readonly isFulfilmentCentre: boolean;
  readonly isWarehouseManaged: boolean;
  readonly city: string;
  readonly county: string;
  readonly country: string;
  readonly zipCode: string;
}

const place = (
  intId: number,
  id: string,
  name: string,
  city: string,
  county: string,
  country: string,
  zipCode: string,
): StockLocation => ({
  id,
  intId,
  name,
  tag: '',
  isFulfilmentCentre: false,
  isWarehouseManaged: false,
  city,
  county,
  country,
  zipCode,
});

const LEEDS = '6d0b1f52-60d5-4d0c-9a53-5a3f8b2e7c01';
const ROTTERDAM = 'b1c8a3de-29c4-4f64-8d17-2f9a60c4e502';

/** The account's locations. `Default` has the zero GUID, as in every account. */
export const LOCATIONS: readonly StockLocation[] = [
  place(1, ZERO_GUID, 'Default', 'Chichester', 'West Sussex', 'United Kingdom', 'PO19 8DJ'),
  place(2, LEEDS, 'Leeds', 'Leeds', 'West Yorkshire', 'United Kingdom', 'LS9 0PX'),
  place(3, ROTTERDAM, 'Rotterdam', 'Rotterdam', 'Zuid-Holland', 'Netherlands', '3089 JH'),
];

export const locationById = (id: string): StockLocation | undefined =>
  LOCATIONS.find((location) => location.id === id);

/** By name only: an id given here is "not found" to the vendor too. */
export const locationByName = (name: string): StockLocation | undefined =>
  LOCATIONS.find((location) => location.name.toLowerCase() === name.trim().toLowerCase());
