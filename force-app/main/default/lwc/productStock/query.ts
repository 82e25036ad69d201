import { gql } from 'lightning/graphql';

/** Levels and the newest movements of one product. Aliases keep the code the same with a namespace. */
export const PRODUCT_STOCK = gql`
  query linnworksProductStock($productId: ID) {
    uiapi {
      query {
        levels: Linnworks_Stock_Level__c(
          where: { Product__c: { eq: $productId } }
          first: 200
          orderBy: { Location_Name__c: { order: ASC } }
        ) {
          edges {
            node {
              Id
              sku: Sku__c {
                value
              }
              location: Location_Name__c {
                value
              }
              onHand: On_Hand__c {
                value
              }
              allocated: Allocated__c {
                value
              }
              available: Available__c {
                value
              }
              due: Due__c {
                value
              }
              minimum: Minimum__c {
                value
              }
              justInTime: Just_In_Time__c {
                value
              }
              missing: Is_Missing__c {
                value
              }
              kind: Item_Kind__c {
                value
              }
              changed: Changed_At__c {
                value
              }
              observed: Observed_At__c {
                value
              }
            }
          }
        }
        movements: Linnworks_Stock_Movement__c(
          where: { Product__c: { eq: $productId } }
          first: 30
          orderBy: { Changed_At__c: { order: DESC } }
        ) {
          edges {
            node {
              Id
              at: Changed_At__c {
                value
              }
              quantity: Quantity__c {
                value
              }
              after: Level_After__c {
                value
              }
              note: Note__c {
                value
              }
              level: Stock_Level__r {
                location: Location_Name__c {
                  value
                }
              }
            }
          }
        }
      }
    }
  }
`;
