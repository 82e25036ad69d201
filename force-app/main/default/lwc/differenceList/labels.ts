import differences from '@salesforce/label/c.Linnworks_Differences';
import record from '@salesforce/label/c.Linnworks_Record';
import what from '@salesforce/label/c.Linnworks_What_Differs';
import inSalesforce from '@salesforce/label/c.Linnworks_In_Salesforce';
import inLinnworks from '@salesforce/label/c.Linnworks_In_Linnworks';
import status from '@salesforce/label/c.Linnworks_Status';
import age from '@salesforce/label/c.Linnworks_Age';
import actions from '@salesforce/label/c.Linnworks_Actions';
import repair from '@salesforce/label/c.Linnworks_Repair';
import repairTitle from '@salesforce/label/c.Linnworks_Repair_Record';
import none from '@salesforce/label/c.Linnworks_No_Differences';
import noneText from '@salesforce/label/c.Linnworks_No_Differences_Text';

export const LABELS = {
  differences,
  record,
  what,
  inSalesforce,
  inLinnworks,
  status,
  age,
  actions,
  repair,
  repairTitle,
  none,
  noneText,
};
