import { LightningElement, wire } from 'lwc';
import { gql, graphql } from 'lightning/graphql';
import type { GraphQLResult } from 'lightning/graphql';

interface Value {
  readonly value: string | null;
}
interface OrderNode {
  readonly Id: string;
  readonly OrderNumber: Value;
  readonly Name: Value;
  readonly Status: Value;
  readonly Account: { readonly Name: Value } | null;
}
interface Orders {
  readonly uiapi: {
    readonly query: { readonly Order: { readonly edges: readonly { readonly node: OrderNode }[] } };
  };
}

const ORDERS = gql`
  query orders {
    uiapi {
      query {
        Order(first: 50, orderBy: { CreatedDate: { order: DESC } }) {
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
              Account {
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
`;
const REFRESH_MS = 5_000;

/** The standard list of orders, newest first. */
export default class OrderList extends LightningElement {
  rows: {
    id: string;
    number: string;
    url: string;
    account: string;
    name: string;
    status: string;
  }[] = [];
  private refresh: (() => Promise<void>) | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;

  connectedCallback(): void {
    this.timer = setInterval(() => void this.refresh?.(), REFRESH_MS);
  }
  disconnectedCallback(): void {
    clearInterval(this.timer);
  }

  @wire(graphql, { query: ORDERS })
  wiredOrders({ data, refresh }: GraphQLResult<Orders>): void {
    this.refresh = refresh ?? this.refresh;
    this.rows = (data?.uiapi.query.Order.edges ?? []).map(({ node }) => ({
      id: node.Id,
      number: node.OrderNumber.value ?? '',
      url: `/lightning/r/Order/${node.Id}/view`,
      account: node.Account?.Name.value ?? '',
      name: node.Name.value ?? '',
      status: node.Status.value ?? '',
    }));
  }

  get isEmpty(): boolean {
    return this.rows.length === 0;
  }
}
