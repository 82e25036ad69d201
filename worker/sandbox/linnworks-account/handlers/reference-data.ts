import { COUNTRIES } from '../orders/countries.ts';
import { CURRENCY_RATES, KNOWN_IDENTIFIERS } from '../orders/build-order.ts';
import { ZERO_GUID } from '../state/ids.ts';
import { LOCATIONS } from '../stock/locations.ts';
import type { PostalService } from '../stock/postal-services.ts';
import type { Handlers } from './handler.ts';

const PAYMENT_METHODS = ['Default', 'Credit Card', 'Bank Transfer', 'PayPal'];
const RETURN_CATEGORIES = ['Unwanted', 'Damaged', 'Faulty', 'Wrong item sent', 'Late'];

const byVendor = (services: readonly PostalService[]): object[] =>
  [...new Set(services.map(({ vendor }) => vendor))].map((Vendor) => ({
    Vendor,
    PostalServices: services
      .filter(({ vendor }) => vendor === Vendor)
      .map((service) => ({
        pkPostalServiceId: service.id,
        PostalServiceName: service.name,
        TrackingNumberRequired: service.trackingRequired,
        Vendor,
        IntegratedServiceID: ZERO_GUID,
      })),
  }));

/** Lists that change rarely: places, services, countries, methods, categories, rates. */
export const REFERENCE_DATA: Handlers = {
  'Inventory/GetStockLocations': () =>
    LOCATIONS.map((location) => ({
      StockLocationId: location.id,
      StockLocationIntId: location.intId,
      LocationName: location.name,
      LocationTag: location.tag,
      IsFulfillmentCenter: location.isFulfilmentCentre,
      IsWarehouseManaged: location.isWarehouseManaged,
      CountInOrderUntilAcknowledgement: false,
      FulfilmentCenterDeductStockWhenProcessed: false,
      Address1: '',
      Address2: '',
      City: location.city,
      County: location.county,
      Country: location.country,
      ZipCode: location.zipCode,
    })),

  'Orders/GetShippingMethods': (_args, { account }) => byVendor(account.postalServices.all()),

  'PostalServices/GetPostalServices': (_args, { account }) =>
    account.postalServices.all().map((service) => ({
      id: service.id,
      pkPostalServiceId: service.id,
      PostalServiceName: service.name,
      PostalServiceTag: service.tag,
      PostalServiceCode: service.code,
      Vendor: service.vendor,
      TrackingNumberRequired: service.trackingRequired,
      WeightRequired: false,
      IgnorePackagingGroup: false,
      hasMappedShippingService: false,
      Channels: [],
      ShippingServices: [],
    })),

  'Orders/GetCountries': () =>
    COUNTRIES.map((country) => ({
      CountryId: country.id,
      CountryName: country.name,
      CountryCode: country.code,
      Continent: country.continent,
      CustomsRequired: country.customsRequired,
      TaxRate: country.taxRate,
    })),

  'Orders/GetPaymentMethods': () =>
    PAYMENT_METHODS.map((Name, n) => ({
      PaymentMethodId:
        n === 0 ? ZERO_GUID : `77777777-0000-4000-8000-${String(n).padStart(12, '0')}`,
      Name,
      CanDelete: n > 0,
    })),

  'OpenOrders/GetIdentifiers': () =>
    KNOWN_IDENTIFIERS.map((Tag, n) => ({
      IdentifierId: n + 1,
      Tag,
      Name: Tag,
      IsCustom: false,
      ImageId: ZERO_GUID,
    })),

  'ProcessedOrders/GetReturnCategories': () =>
    RETURN_CATEGORIES.map((CategoryName, n) => ({ pkItemId: n + 1, CategoryName })),

  'Settings/GetCurrencyConversionRates': () =>
    Object.entries(CURRENCY_RATES).map(([Currency, ConversionRate]) => ({
      Currency,
      ConversionRate,
    })),
};
