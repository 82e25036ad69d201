import { gql } from 'lightning/graphql';

/** Which status of a Salesforce order each state becomes, by the admin's rows. */
export const STATUS_ROWS = gql`
  query linnworksStatusRows {
    uiapi {
      query {
        rows: Linnworks_Mapping__c(
          first: 200
          where: { and: [{ Is_Active__c: { eq: true } }, { Kind__c: { eq: "Order State" } }] }
          orderBy: { Priority__c: { order: ASC, nulls: LAST } }
        ) {
          edges {
            node {
              Id
              status: Source__c {
                value
              }
              state: Target__c {
                value
              }
            }
          }
        }
      }
    }
  }
`;
