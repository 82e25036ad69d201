import { gql } from 'lightning/graphql';

/** The newest orders whose number contains the text. */
export const ORDERS = gql`
  query linnworksOrdersByNumber($search: String) {
    uiapi {
      query {
        orders: Order(
          first: 20
          where: { OrderNumber: { like: $search } }
          orderBy: { CreatedDate: { order: DESC } }
        ) {
          edges {
            node {
              Id
              number: OrderNumber {
                value
              }
              status: Status {
                value
                displayValue
              }
            }
          }
        }
      }
    }
  }
`;
