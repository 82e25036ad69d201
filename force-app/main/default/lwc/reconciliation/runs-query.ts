import { gql } from 'lightning/graphql';

/** The last comparisons, newest first: today's and how it went before. */
export const RUNS = gql`
  query linnworksRuns {
    uiapi {
      query {
        runs: Linnworks_Reconciliation__c(first: 30, orderBy: { Day__c: { order: DESC } }) {
          edges {
            node {
              Id
              kind: Kind__c {
                value
              }
              day: Day__c {
                value
              }
              status: Status__c {
                value
              }
              summary: Summary__c {
                value
              }
              checked: Checked__c {
                value
              }
              agree: Agree__c {
                value
              }
              missingThere: Missing_In_Linnworks__c {
                value
              }
              missingHere: Missing_In_Salesforce__c {
                value
              }
              different: Different__c {
                value
              }
              repaired: Repaired__c {
                value
              }
              unsolved: Open__c {
                value
              }
              finished: Finished_At__c {
                value
              }
            }
          }
        }
      }
    }
  }
`;
