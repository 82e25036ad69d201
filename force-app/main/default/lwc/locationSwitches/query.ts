import { gql } from 'lightning/graphql';

/** The locations that the worker brought from Linnworks. */
export const LOCATIONS = gql`
  query linnworksLocations {
    uiapi {
      query {
        locations: Linnworks_Location__c(first: 200, orderBy: { Name: { order: ASC } }) {
          edges {
            node {
              Id
              Name {
                value
              }
              synced: Sync_Stock__c {
                value
              }
              city: City__c {
                value
              }
              active: Is_Active__c {
                value
              }
            }
          }
        }
      }
    }
  }
`;
