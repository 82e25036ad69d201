import { gql } from 'lightning/graphql';

/** The requests that a screen waits for, by the keys it gave them. */
export const REQUESTS = gql`
  query linnworksRequests($keys: [String]) {
    uiapi {
      query {
        requests: Linnworks_Sync_Request__c(first: 200, where: { Key__c: { in: $keys } }) {
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
              answer: Answer__c {
                value
              }
            }
          }
        }
      }
    }
  }
`;
