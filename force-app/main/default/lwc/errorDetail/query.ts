import { gql } from 'lightning/graphql';

/** Everything that is known of one error. */
export const ERROR = gql`
  query linnworksError($id: ID) {
    uiapi {
      query {
        errors: Linnworks_Sync_Error__c(first: 1, where: { Id: { eq: $id } }) {
          edges {
            node {
              Id
              Name {
                value
              }
              status: Status__c {
                value
              }
              code: Code__c {
                value
              }
              kind: Kind__c {
                value
              }
              message: Message__c {
                value
              }
              whatToDo: What_To_Do__c {
                value
              }
              details: Details__c {
                value
              }
              path: Field_Path__c {
                value
              }
              trace: Trace_Id__c {
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
              linnworksOrder: Linnworks_Order__c {
                value
              }
              attempts: Attempts__c {
                value
              }
              firstSeen: First_Seen_At__c {
                value
              }
              lastSeen: Last_Seen_At__c {
                value
              }
              nextTry: Next_Try_At__c {
                value
              }
              ignored: Ignore_Reason__c {
                value
              }
              resolution: Resolution__c {
                value
              }
              request: Masked_Request__c {
                value
              }
              reply: Masked_Reply__c {
                value
              }
              correctId: Correct_Record_Id__c {
                value
              }
              correctField: Correct_Field__c {
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
