import { gql } from 'lightning/graphql';

/** Mapping rows in which the worker found something wrong; it looks at each within a minute of saving. */
export const WRONG_ROWS = gql`
  query linnworksWrongMappings {
    uiapi {
      query {
        rows: Linnworks_Mapping__c(
          first: 50
          where: { and: [{ Is_Active__c: { eq: true } }, { Problem__c: { ne: null } }] }
          orderBy: { Name: { order: ASC } }
        ) {
          edges {
            node {
              Id
              Name {
                value
              }
              kind: Kind__c {
                value
              }
              problem: Problem__c {
                value
              }
            }
          }
        }
      }
    }
  }
`;
