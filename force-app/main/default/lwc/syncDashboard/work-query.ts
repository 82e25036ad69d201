import { gql } from 'lightning/graphql';

/** What there is to do: orders by state, the newest ones, the one that waits longest, open errors by cause. */
export const WORK = gql`
  query linnworksWork {
    uiapi {
      query {
        orders: Linnworks_Order__c(first: 8, orderBy: { Last_Synced_At__c: { order: DESC } }) {
          edges {
            node {
              Id
              Name {
                value
              }
              state: State__c {
                value
              }
              reference: Reference__c {
                value
              }
              synced: Last_Synced_At__c {
                value
              }
              service: Shipping_Service__c {
                value
              }
              tracking: Tracking_Number__c {
                value
              }
              order: Order__c {
                value
              }
            }
          }
        }
        oldest: Linnworks_Sync_Request__c(
          first: 1
          where: {
            and: [
              { Status__c: { in: ["Pending", "Working"] } }
              { Kind__c: { in: ["Push", "Resync"] } }
            ]
          }
          orderBy: { CreatedDate: { order: ASC } }
        ) {
          edges {
            node {
              Id
              asked: CreatedDate {
                value
              }
              orderId: Order__c {
                value
              }
              result: Result__c {
                value
              }
              order: Order__r {
                OrderNumber {
                  value
                }
              }
            }
          }
        }
      }
      aggregate {
        states: Linnworks_Order__c(first: 50, groupBy: { State__c: { group: true } }) {
          edges {
            node {
              aggregate {
                state: State__c {
                  value
                }
                Id {
                  count {
                    value
                  }
                }
              }
            }
          }
        }
        causes: Linnworks_Sync_Error__c(
          first: 200
          where: { Status__c: { in: ["Open", "Retrying"] } }
          groupBy: { Cause_Key__c: { group: true }, Code__c: { group: true } }
        ) {
          edges {
            node {
              aggregate {
                cause: Cause_Key__c {
                  value
                }
                code: Code__c {
                  value
                }
                message: Message__c {
                  min {
                    value
                  }
                }
                whatToDo: What_To_Do__c {
                  min {
                    value
                  }
                }
                Id {
                  count {
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
`;
