import { gql } from 'lightning/graphql';

/** All that Linnworks knows of one order. Custom names have aliases, so that the code reads the same with a namespace. */
export const ORDER_FULFILMENT = gql`
  query linnworksOrderFulfilment($orderId: ID) {
    uiapi {
      query {
        order: Order(where: { Id: { eq: $orderId } }, first: 1) {
          edges {
            node {
              Id
              OrderNumber {
                value
              }
              StatusCode {
                value
              }
            }
          }
        }
        parts: Linnworks_Order__c(
          where: { Order__c: { eq: $orderId } }
          first: 50
          orderBy: { Linnworks_Number__c: { order: ASC } }
        ) {
          edges {
            node {
              Id
              Name {
                value
              }
              url: Url__c {
                value
              }
              state: State__c {
                value
              }
              because: State_Detail__c {
                value
              }
              since: State_Since__c {
                value
              }
              parent: Parent__c {
                value
              }
              relation: Relation__c {
                value
              }
              location: Location_Name__c {
                value
              }
              source: Source__c {
                value
              }
              allocation: Allocation__c {
                value
              }
              vendor: Shipping_Vendor__c {
                value
              }
              service: Shipping_Service__c {
                value
              }
              total: Total__c {
                value
              }
              currency: Currency__c {
                value
              }
              synced: Last_Synced_At__c {
                value
              }
              trace: Trace_Id__c {
                value
              }
              lines: Lines__r(first: 200, orderBy: { Key__c: { order: ASC } }) {
                edges {
                  node {
                    Id
                    key: Key__c {
                      value
                    }
                    sku: Sku__c {
                      value
                    }
                    title: Title__c {
                      value
                    }
                    ordered: Ordered__c {
                      value
                    }
                    allocated: Allocated__c {
                      value
                    }
                    picked: Picked__c {
                      value
                    }
                    shipped: Shipped__c {
                      value
                    }
                    returned: Returned__c {
                      value
                    }
                    added: Is_Added_By_Linnworks__c {
                      value
                    }
                  }
                }
              }
            }
          }
        }
        parcels: Linnworks_Shipment__c(
          where: { Order__c: { eq: $orderId } }
          first: 100
          orderBy: { Key__c: { order: ASC } }
        ) {
          edges {
            node {
              Id
              part: Linnworks_Order__c {
                value
              }
              number: Parcel_Number__c {
                value
              }
              status: Status__c {
                value
              }
              carrier: Carrier__c {
                value
              }
              service: Service__c {
                value
              }
              tracking: Tracking_Number__c {
                value
              }
              url: Tracking_Url__c {
                value
              }
              weight: Weight__c {
                value
              }
              shipped: Shipped_At__c {
                value
              }
              contents: Lines__r(first: 200) {
                edges {
                  node {
                    Id
                    sku: Sku__c {
                      value
                    }
                    quantity: Quantity__c {
                      value
                    }
                  }
                }
              }
            }
          }
        }
        returns: Linnworks_Return__c(where: { Order__c: { eq: $orderId } }, first: 50) {
          edges {
            node {
              Id
              kind: Kind__c {
                value
              }
              status: Status__c {
                value
              }
              reference: Reference__c {
                value
              }
              reason: Reason__c {
                value
              }
              amount: Amount__c {
                value
              }
              currency: Currency__c {
                value
              }
              booked: Booked_At__c {
                value
              }
              settled: Actioned_At__c {
                value
              }
              trace: Trace_Id__c {
                value
              }
              lines: Lines__r(first: 200) {
                edges {
                  node {
                    Id
                    sku: Sku__c {
                      value
                    }
                    quantity: Quantity__c {
                      value
                    }
                    reason: Reason__c {
                      value
                    }
                  }
                }
              }
            }
          }
        }
        errors: Linnworks_Sync_Error__c(
          where: {
            and: [{ Order__c: { eq: $orderId } }, { Status__c: { in: ["Open", "Retrying"] } }]
          }
          first: 20
        ) {
          edges {
            node {
              Id
              code: Code__c {
                value
              }
              message: Message__c {
                value
              }
              whatToDo: What_To_Do__c {
                value
              }
              trace: Trace_Id__c {
                value
              }
              status: Status__c {
                value
              }
            }
          }
        }
        requests: Linnworks_Sync_Request__c(
          where: { Order__c: { eq: $orderId } }
          first: 10
          orderBy: { CreatedDate: { order: DESC } }
        ) {
          edges {
            node {
              Id
              key: Key__c {
                value
              }
              kind: Kind__c {
                displayValue
              }
              status: Status__c {
                value
              }
              result: Result__c {
                value
              }
              trace: Trace_Id__c {
                value
              }
              CreatedDate {
                value
              }
            }
          }
        }
      }
    }
  }
`;
