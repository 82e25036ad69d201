import { gql } from 'lightning/graphql';

/** Everything on the dashboard in one call. Custom names have aliases: in a namespaced package only those stay as they are. */
export const DASHBOARD = gql`
  query linnworksDashboard {
    uiapi {
      query {
        streams: Linnworks_Sync_Stream__c(first: 50, orderBy: { Sort_Order__c: { order: ASC } }) {
          edges {
            node {
              Id
              Name {
                value
              }
              key: Key__c {
                value
              }
              status: Status__c {
                value
              }
              message: Message__c {
                value
              }
              lastSuccess: Last_Success_At__c {
                value
              }
              heartbeat: Heartbeat_At__c {
                value
              }
              backlog: Backlog__c {
                value
              }
              done: Done_Last_24h__c {
                value
              }
              failed: Failed_Last_24h__c {
                value
              }
              history: History__c {
                value
              }
              budgets: Budgets__c {
                value
              }
              version: Worker_Version__c {
                value
              }
            }
          }
        }
        errors: Linnworks_Sync_Error__c(
          first: 200
          where: { Status__c: { in: ["Open", "Retrying"] } }
          orderBy: { Last_Seen_At__c: { order: DESC } }
        ) {
          totalCount
          edges {
            node {
              Id
              cause: Cause_Key__c {
                value
              }
              status: Status__c {
                value
              }
              kind: Kind__c {
                value
              }
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
              attempts: Attempts__c {
                value
              }
              firstSeen: First_Seen_At__c {
                value
              }
              record: Record_Label__c {
                value
              }
              order: Order__c {
                value
              }
            }
          }
        }
        orders: Linnworks_Order__c(first: 10, orderBy: { Last_Synced_At__c: { order: DESC } }) {
          totalCount
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
        requests: Linnworks_Sync_Request__c(
          first: 30
          where: { Source__c: { eq: "User" } }
          orderBy: { CreatedDate: { order: DESC } }
        ) {
          edges {
            node {
              Id
              key: Key__c {
                value
              }
              status: Status__c {
                value
              }
              result: Result__c {
                value
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
      }
    }
  }
`;
