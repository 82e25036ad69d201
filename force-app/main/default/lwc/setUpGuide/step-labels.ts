import connection from '@salesforce/label/c.Linnworks_Step_Connection';
import connectionText from '@salesforce/label/c.Linnworks_Step_Connection_Text';
import permissions from '@salesforce/label/c.Linnworks_Step_Permissions';
import permissionsText from '@salesforce/label/c.Linnworks_Step_Permissions_Text';
import locations from '@salesforce/label/c.Linnworks_Step_Locations';
import locationsText from '@salesforce/label/c.Linnworks_Step_Locations_Text';
import shipping from '@salesforce/label/c.Linnworks_Step_Shipping';
import shippingText from '@salesforce/label/c.Linnworks_Step_Shipping_Text';
import money from '@salesforce/label/c.Linnworks_Step_Money';
import moneyText from '@salesforce/label/c.Linnworks_Step_Money_Text';
import trigger from '@salesforce/label/c.Linnworks_Step_Trigger';
import triggerText from '@salesforce/label/c.Linnworks_Step_Trigger_Text';
import customers from '@salesforce/label/c.Linnworks_Step_Customers';
import customersText from '@salesforce/label/c.Linnworks_Step_Customers_Text';
import products from '@salesforce/label/c.Linnworks_Step_Products';
import productsText from '@salesforce/label/c.Linnworks_Step_Products_Text';
import dryRun from '@salesforce/label/c.Linnworks_Step_Dry_Run';
import dryRunText from '@salesforce/label/c.Linnworks_Step_Dry_Run_Text';
import firstLoad from '@salesforce/label/c.Linnworks_Step_First_Load';
import firstLoadText from '@salesforce/label/c.Linnworks_Step_First_Load_Text';
import goLive from '@salesforce/label/c.Linnworks_Step_Go_Live';
import goLiveText from '@salesforce/label/c.Linnworks_Step_Go_Live_Text';

export const STEP_LABELS = {
  connection,
  connectionText,
  permissions,
  permissionsText,
  locations,
  locationsText,
  shipping,
  shippingText,
  money,
  moneyText,
  trigger,
  triggerText,
  customers,
  customersText,
  products,
  productsText,
  dryRun,
  dryRunText,
  firstLoad,
  firstLoadText,
  goLive,
  goLiveText,
};
