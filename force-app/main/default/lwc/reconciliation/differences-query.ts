import { gql } from 'lightning/graphql';

/** Differences of one kind in the given states; the page after a row is what has a smaller name. */
export const DIFFERENCES = gql`
  query linnworksDifferences($kinds: [Picklist], $statuses: [Picklist], $before: String) {
    uiapi {
      query {
        differences: Linnworks_Difference__c(
          first: 50
          where: {
            and: [
              { Kind__c: { in: $kinds } }
              { Status__c: { in: $statuses } }
              { Name: { lt: $before } }
            ]
          }
          orderBy: { Name: { order: DESC } }
        ) {
          pageInfo {
            hasNextPage
          }
          edges {
            node {
              Id
              Name {
                value
              }
              kind: Kind__c {
                value
              }
              subject: Subject__c {
                value
              }
              field: Field__c {
                value
              }
              salesforce: Salesforce_Value__c {
                value
              }
              linnworks: Linnworks_Value__c {
                value
              }
              status: Status__c {
                value
              }
              record: Record_Label__c {
                value
              }
              order: Order__c {
                value
              }
              product: Product__c {
                value
              }
              whatToDo: What_To_Do__c {
                value
              }
              firstSeen: First_Seen_At__c {
                value
              }
            }
          }
        }
      }
    }
  }
`;
