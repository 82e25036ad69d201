import { codedBadRequest } from '../http/refusal.ts';
import { shippingInfo, totalsInfo } from '../orders/order-details.ts';
import { countryById, matchCountry } from '../orders/countries.ts';
import type { Address } from '../state/order.ts';
import { editableOrder, editableOrders } from './find-order.ts';
import { typed, type Handlers } from './handler.ts';

interface CustomerAddress {
  readonly FullName?: string;
  readonly Company?: string;
  readonly Address1?: string;
  readonly Address2?: string;
  readonly Address3?: string;
  readonly Town?: string;
  readonly Region?: string;
  readonly PostCode?: string;
  readonly Country?: string;
  readonly CountryId?: string;
  readonly PhoneNumber?: string;
  readonly EmailAddress?: string;
}

interface ShippingInfo {
  readonly PostalServiceId?: string;
  readonly PostageCost?: number;
  readonly TrackingNumber?: string;
}

interface GeneralInfo {
  readonly Status?: number;
  readonly ReferenceNum?: string;
  readonly SecondaryReference?: string;
  readonly ExternalReferenceNum?: string;
  readonly DespatchByDate?: string;
  readonly HoldOrCancel?: boolean;
  readonly SiteCode?: string;
}

/** The whole address is replaced: what is left out becomes empty. */
function toAddress(sent: CustomerAddress): Address {
  const byName = matchCountry('', sent.Country ?? '');
  const country = sent.Country === undefined ? countryById(sent.CountryId ?? '') : byName;
  return {
    fullName: sent.FullName ?? '',
    company: sent.Company ?? '',
    address1: sent.Address1 ?? '',
    address2: sent.Address2 ?? '',
    address3: sent.Address3 ?? '',
    town: sent.Town ?? '',
    region: sent.Region ?? '',
    postCode: sent.PostCode ?? '',
    country: country.name,
    countryId: country.id,
    continent: country.continent,
    phoneNumber: sent.PhoneNumber ?? '',
    emailAddress: sent.EmailAddress ?? '',
  };
}

/** Later changes to an order's customer, shipping and header. */
export const ORDER_TERMS: Handlers = {
  'Orders/SetOrderCustomerInfo': typed<{
    orderId?: string;
    info?: {
      ChannelBuyerName?: string;
      Address?: CustomerAddress;
      BillingAddress?: CustomerAddress;
    };
  }>(({ orderId, info = {} }, { account }) => {
    const order = editableOrder(account, orderId);
    order.buyerName = info.ChannelBuyerName ?? order.buyerName;
    if (info.Address) order.deliveryAddress = toAddress(info.Address);
    if (info.BillingAddress) order.billingAddress = toAddress(info.BillingAddress);
    account.note(order, 'ORDER_CUSTOMER_CHANGED', 'Customer details changed');
    return totalsInfo(order);
  }),

  'Orders/UpdateBillingAddress': typed<{ orderId?: string; billingAddress?: CustomerAddress }>(
    ({ orderId, billingAddress = {} }, { account }) => {
      const order = editableOrder(account, orderId);
      order.billingAddress = toAddress(billingAddress);
      account.note(order, 'ORDER_CUSTOMER_CHANGED', 'Billing address changed');
    },
  ),

  'Orders/SetOrderShippingInfo': typed<{ orderId?: string; info?: ShippingInfo }>(
    ({ orderId, info = {} }, { account }) => {
      const order = editableOrder(account, orderId);
      const service = account.postalServices.byId(info.PostalServiceId ?? order.postalServiceId);
      if (!service) throw codedBadRequest('Postal service not found', '-');
      order.postalServiceId = service.id;
      order.postageCost = info.PostageCost ?? order.postageCost;
      order.trackingNumber = info.TrackingNumber ?? order.trackingNumber;
      account.note(order, 'ORDER_SHIPPING_CHANGED', `Shipping service ${service.name}`);
      return { TotalsInfo: totalsInfo(order), ShippingInfo: shippingInfo(account, order) };
    },
  ),

  'Orders/ChangeShippingMethod': typed<{ orderIds?: string[]; shippingMethod?: string }>(
    ({ orderIds, shippingMethod = '' }, { account }) => {
      const service = account.postalServices.byName(shippingMethod);
      if (!service) throw codedBadRequest('Postal service not found', '-');
      return editableOrders(account, orderIds).map((order) => {
        order.postalServiceId = service.id;
        account.note(order, 'ORDER_SHIPPING_CHANGED', `Shipping service ${service.name}`);
        return order.id;
      });
    },
  ),

  // Takes the whole header: what is left out is cleared, except what identifies the order's channel.
  'Orders/SetOrderGeneralInfo': typed<{ orderId?: string; info?: GeneralInfo }>(
    ({ orderId, info = {} }, { account }) => {
      const order = editableOrder(account, orderId);
      order.status = info.Status ?? 0;
      order.reference = info.ReferenceNum ?? '';
      order.secondaryReference = info.SecondaryReference ?? '';
      order.externalReference = info.ExternalReferenceNum ?? '';
      order.siteCode = info.SiteCode ?? '';
      order.isOnHold = info.HoldOrCancel ?? false;
      if (info.DespatchByDate !== undefined) order.despatchBy = new Date(info.DespatchByDate);
      account.orders.reindex(order);
      account.note(order, 'ORDER_GENERAL_CHANGED', 'Order header changed');
    },
  ),
};
