import { gql } from 'lightning/graphql';

/** How everything is: streams, alarms, comparisons. Custom names have aliases: only those stay as they are in a package. */
export const HEALTH = gql`
  query linnworksHealth {
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
              paused: Is_Paused__c {
                value
              }
              message: Message__c {
                value
              }
              lastSuccess: Last_Success_At__c {
                value
              }
              nextRun: Next_Run_At__c {
                value
              }
              lag: Lag_Seconds__c {
                value
              }
              heartbeat: Heartbeat_At__c {
                value
              }
              backlog: Backlog__c {
                value
              }
              oldest: Oldest_Waiting_At__c {
                value
              }
              errors: Errors_Open__c {
                value
              }
              progress: Progress__c {
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
        alarms: Linnworks_Alarm__c(
          first: 20
          where: { Status__c: { eq: "Open" } }
          orderBy: { Opened_At__c: { order: DESC } }
        ) {
          edges {
            node {
              Id
              kind: Kind__c {
                value
              }
              severity: Severity__c {
                value
              }
              message: Message__c {
                value
              }
              whatToDo: What_To_Do__c {
                value
              }
              affected: Affected__c {
                value
              }
              opened: Opened_At__c {
                value
              }
            }
          }
        }
        agreements: Linnworks_Reconciliation__c(first: 12, orderBy: { Day__c: { order: DESC } }) {
          edges {
            node {
              Id
              kind: Kind__c {
                value
              }
              status: Status__c {
                value
              }
              checked: Checked__c {
                value
              }
              agree: Agree__c {
                value
              }
              different: Open__c {
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
