import { gql } from 'lightning/graphql';

/**
 * One page of errors, newest first. Names count up, are unique and indexed: the page after a row is what has a smaller
 * name, however many rows there are. Each filter that is not set holds for every row.
 */
export const PAGE = gql`
  query linnworksErrorPage(
    $status: Picklist
    $kinds: [Picklist]
    $cause: String
    $anyCause: String
    $search: String
    $before: String
  ) {
    uiapi {
      query {
        errors: Linnworks_Sync_Error__c(
          first: 50
          where: {
            and: [
              { Status__c: { eq: $status } }
              { Name: { lt: $before } }
              { Kind__c: { in: $kinds } }
              { or: [{ Cause_Key__c: { eq: $cause } }, { Name: { like: $anyCause } }] }
              {
                or: [
                  { Name: { like: $search } }
                  { Record_Label__c: { like: $search } }
                  { Trace_Id__c: { like: $search } }
                ]
              }
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
              record: Record_Label__c {
                value
              }
              order: Order__c {
                value
              }
              product: Product__c {
                value
              }
              attempts: Attempts__c {
                value
              }
              firstSeen: First_Seen_At__c {
                value
              }
              nextTry: Next_Try_At__c {
                value
              }
              owner: Owner {
                ... on User {
                  Name {
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
