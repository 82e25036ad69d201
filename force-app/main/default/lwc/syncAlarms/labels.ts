import alarms from '@salesforce/label/c.Linnworks_Alarms';
import critical from '@salesforce/label/c.Linnworks_Critical';
import warning from '@salesforce/label/c.Linnworks_Warning';
import since from '@salesforce/label/c.Linnworks_Since';
import affected from '@salesforce/label/c.Linnworks_Records_Wait';
import whatToDo from '@salesforce/label/c.Linnworks_What_To_Do';
import showErrors from '@salesforce/label/c.Linnworks_Show_Errors';

export const LABELS = {
  alarms,
  critical,
  warning,
  since,
  affected,
  whatToDo,
  showErrors,
};
