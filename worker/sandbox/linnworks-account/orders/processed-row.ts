import type { Account } from '../state/account.ts';
import { isCancelled, type Address, type Order } from '../state/order.ts';
import { locationById } from '../stock/locations.ts';
import { amountsOf } from './amounts.ts';
import { countryById } from './countries.ts';
import { weightOf } from './order-details.ts';

const oneLine = (address: Address): string =>
  [
    address.address1,
    address.address2,
    address.address3,
    address.town,
    address.region,
    address.postCode,
  ]
    .filter((part) => part !== '')
    .join(', ');

/** The address columns that lists of processed orders and of returns share. */
export const addressColumns = ({
  deliveryAddress: to,
  billingAddress: bill,
  ...order
}: Order): object => ({
  cShippingAddress: oneLine(to),
  cFullName: to.fullName,
  cEmailAddress: to.emailAddress,
  Address1: to.address1,
  Address2: to.address2,
  Address3: to.address3,
  Town: to.town,
  Region: to.region,
  cPostCode: to.postCode,
  cCountry: to.country,
  Company: to.company,
  BuyerPhoneNumber: to.phoneNumber,
  ChannelBuyerName: order.buyerName,
  cBillingAddress: oneLine(bill),
  BillingName: bill.fullName,
  BillingCompany: bill.company,
  BillingAddress1: bill.address1,
  BillingAddress2: bill.address2,
  BillingAddress3: bill.address3,
  BillingTown: bill.town,
  BillingRegion: bill.region,
  BillingPostCode: bill.postCode,
  BillingCountryName: bill.country,
  BillingPhoneNumber: bill.phoneNumber,
});

/** The order columns that lists of processed orders and of returns share. */
export function orderColumns(account: Account, order: Order): object {
  const amounts = amountsOf(order);
  const service = account.postalServices.byId(order.postalServiceId);
  return {
    pkOrderID: order.id,
    nOrderId: order.number,
    ReferenceNum: order.reference,
    SecondaryReference: order.secondaryReference,
    ExternalReference: order.externalReference,
    Source: order.source,
    SubSource: order.subSource,
    dProcessedOn: order.processedAt,
    dPaidOn: order.paidAt,
    cCurrency: order.currency,
    fTotalCharge: amounts.totalCharge,
    fPostageCost: amounts.postageCost,
    PostageCostExTax: amounts.postageCostExTax,
    Subtotal: amounts.subtotal,
    fTax: amounts.tax,
    TotalDiscount: amounts.totalDiscount,
    CountryTaxRate: countryById(order.deliveryAddress.countryId).taxRate,
    Vendor: service?.vendor,
    PostalServiceName: service?.name,
    PostalServiceCode: service?.code,
    PostalTrackingNumber: order.trackingNumber,
  };
}

/** One row of `ProcessedOrders/SearchProcessedOrders`. It has no lines. */
export const processedRow = (account: Account, order: Order): object => ({
  ...orderColumns(account, order),
  ...addressColumns(order),
  nStatus: order.status,
  dReceivedDate: order.receivedAt,
  dCancelledOn: order.cancelledAt,
  HoldOrCancel: isCancelled(order),
  IsResend: order.status === 4,
  IsExchange: false,
  FulfilmentLocationName: locationById(order.locationId)?.name,
  ItemWeight: weightOf(account, order),
  TotalWeight: weightOf(account, order),
  PackageCategory: 'Default',
  PackageTitle: 'Default',
  FolderCollection: [...order.folders].join(','),
  ProfitMargin: 0,
  TaxId: order.taxId,
});
