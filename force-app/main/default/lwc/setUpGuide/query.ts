import { gql } from 'lightning/graphql';

/** The one record of settings, as far as the guide shows or changes it. */
export const SETTINGS = gql`
  query linnworksSetUp {
    uiapi {
      query {
        settings: Linnworks_Settings__c(first: 1, where: { Key__c: { eq: "Default" } }) {
          edges {
            node {
              Id
              Mode__c: Mode__c {
                value
              }
              Set_Up_Progress__c: Set_Up_Progress__c {
                value
              }
              Default_Location__c: Default_Location__c {
                value
              }
              Default_Shipping_Service__c: Default_Shipping_Service__c {
                value
              }
              Default_Tax_Rate__c: Default_Tax_Rate__c {
                value
              }
              Payment_Rule__c: Payment_Rule__c {
                value
              }
              Prices_Include_Tax__c: Prices_Include_Tax__c {
                value
              }
              Trigger__c: Trigger__c {
                value
              }
              Trigger_Value__c: Trigger_Value__c {
                value
              }
              Order_Filter__c: Order_Filter__c {
                value
              }
              Customer_Id_Field__c: Customer_Id_Field__c {
                value
              }
              Sku_Field__c: Sku_Field__c {
                value
              }
              Max_Stock_Records__c: Max_Stock_Records__c {
                value
              }
              Keep_Unlisted_Stock__c: Keep_Unlisted_Stock__c {
                value
              }
            }
          }
        }
      }
    }
  }
`;
