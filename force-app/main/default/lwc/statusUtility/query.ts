import { gql } from 'lightning/graphql';

/** The least that tells whether all is well: the worker's sign of life, open errors, open alarms. */
export const STATUS = gql`
  query linnworksStatus {
    uiapi {
      query {
        worker: Linnworks_Sync_Stream__c(first: 1, where: { Key__c: { eq: "worker" } }) {
          edges {
            node {
              Id
              heartbeat: Heartbeat_At__c {
                value
              }
            }
          }
        }
        alarms: Linnworks_Alarm__c(first: 5, where: { Status__c: { eq: "Open" } }) {
          edges {
            node {
              Id
              message: Message__c {
                value
              }
            }
          }
        }
      }
      aggregate {
        errors: Linnworks_Sync_Error__c(first: 1, where: { Status__c: { eq: "Open" } }) {
          edges {
            node {
              aggregate {
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
