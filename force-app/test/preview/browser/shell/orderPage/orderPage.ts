import { api, LightningElement, wire } from 'lwc';
import { gql, graphql } from 'lightning/graphql';
import type { GraphQLResult } from 'lightning/graphql';

interface Value {
  readonly value: string | number | null;
}
type Name = { readonly Name: Value } | null;
interface OrderNode {
  readonly Id: string;
  readonly OrderNumber: Value;
  readonly Name: Value;
  readonly Status: Value;
  readonly TotalAmount: Value;
  readonly Account: Name;
  readonly ShipToContact: Name;
  readonly ShippingStreet: Value;
  readonly ShippingPostalCode: Value;
  readonly ShippingCity: Value;
  readonly ShippingCountry: Value;
  readonly service: Value;
  readonly OrderItems: {
    readonly edges: readonly {
      readonly node: {
        readonly Id: string;
        readonly Quantity: Value;
        readonly UnitPrice: Value;
        readonly Product2: Name;
      };
    }[];
  };
}
interface Orders {
  readonly uiapi: {
    readonly query: { readonly Order: { readonly edges: readonly { readonly node: OrderNode }[] } };
  };
}

const ORDER = gql`
  query order($orderId: ID) {
    uiapi {
      query {
        Order(where: { Id: { eq: $orderId } }, first: 1) {
          edges {
            node {
              Id
              OrderNumber {
                value
              }
              Name {
                value
              }
              Status {
                value
              }
              TotalAmount {
                value
              }
              Account {
                Name {
                  value
                }
              }
              ShipToContact {
                Name {
                  value
                }
              }
              ShippingStreet {
                value
              }
              ShippingPostalCode {
                value
              }
              ShippingCity {
                value
              }
              ShippingCountry {
                value
              }
              service: Linnworks_Shipping_Service__c {
                value
              }
              OrderItems(first: 50) {
                edges {
                  node {
                    Id
                    Quantity {
                      value
                    }
                    UnitPrice {
                      value
                    }
                    Product2 {
                      Name {
                        value
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
`;

const show = (field: Value | undefined): string => String(field?.value ?? '');

/** The record page of an order as the package lays it out: highlights, details, and the Linnworks component. */
export default class OrderPage extends LightningElement {
  @api recordId: string | undefined;
  order: OrderNode | undefined;

  get variables() {
    return { orderId: this.recordId };
  }

  @wire(graphql, { query: ORDER, variables: '$variables' })
  wiredOrder({ data }: GraphQLResult<Orders>): void {
    this.order = data?.uiapi.query.Order.edges[0]?.node ?? this.order;
  }

  get title(): string {
    return show(this.order?.OrderNumber);
  }
  get highlights() {
    return [
      { label: 'Account', value: show(this.order?.Account?.Name) },
      { label: 'Status', value: show(this.order?.Status) },
      { label: 'Order amount', value: show(this.order?.TotalAmount) },
    ];
  }
  get details() {
    const { order } = this;
    const address = [
      order?.ShippingStreet,
      order?.ShippingPostalCode,
      order?.ShippingCity,
      order?.ShippingCountry,
    ];
    const rows: [string, string][] = [
      ['Name', show(order?.Name)],
      ['Ship to', show(order?.ShipToContact?.Name)],
      ['Shipping address', address.map(show).filter(Boolean).join('\n')],
      ['Shipping service', show(order?.service)],
    ];
    return rows.map(([label, value]) => ({ label, key: `${label} value`, value }));
  }
  get items() {
    return (this.order?.OrderItems.edges ?? []).map(({ node }) => ({
      id: node.Id,
      text: `${show(node.Quantity)} × ${show(node.Product2?.Name)} at ${show(node.UnitPrice)}`,
    }));
  }
}
