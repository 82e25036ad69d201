import { gql } from 'lightning/graphql';

/** How many errors are in which state, and those of one state by cause. */
export const OVERVIEW = gql`
  query linnworksErrorOverview($status: Picklist) {
    uiapi {
      aggregate {
        states: Linnworks_Sync_Error__c(first: 10, groupBy: { Status__c: { group: true } }) {
          edges {
            node {
              aggregate {
                status: Status__c {
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
          where: { Status__c: { eq: $status } }
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
