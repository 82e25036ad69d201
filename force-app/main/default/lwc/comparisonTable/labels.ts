import field from '@salesforce/label/c.Linnworks_Field';
import inSalesforce from '@salesforce/label/c.Linnworks_In_Salesforce';
import inLinnworks from '@salesforce/label/c.Linnworks_In_Linnworks';
import same from '@salesforce/label/c.Linnworks_Same';
import differs from '@salesforce/label/c.Linnworks_Differs';
import result from '@salesforce/label/c.Linnworks_Result';
import nothing from '@salesforce/label/c.Linnworks_Nothing_There';

export const LABELS = {
  field,
  inSalesforce,
  inLinnworks,
  same,
  differs,
  result,
  nothing,
};
