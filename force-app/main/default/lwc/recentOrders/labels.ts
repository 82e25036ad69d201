import orderStates from '@salesforce/label/c.Linnworks_Order_States';
import noOrders from '@salesforce/label/c.Linnworks_No_Orders';
import noOrdersText from '@salesforce/label/c.Linnworks_No_Orders_Text';
import orderAndNumber from '@salesforce/label/c.Linnworks_Order_And_Number';

export const LABELS = {
  orderStates,
  noOrders,
  noOrdersText,
  orderAndNumber,
};
