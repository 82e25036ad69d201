import title from '@salesforce/label/c.Linnworks_Problem_Detail';
import close from '@salesforce/label/c.Linnworks_Close';
import whatToDo from '@salesforce/label/c.Linnworks_What_To_Do';
import lookOnly from '@salesforce/label/c.Linnworks_Look_Only';
import record from '@salesforce/label/c.Linnworks_Record';
import status from '@salesforce/label/c.Linnworks_Status';
import code from '@salesforce/label/c.Linnworks_Code';
import field from '@salesforce/label/c.Linnworks_Field';
import attempts from '@salesforce/label/c.Linnworks_Attempts';
import attemptsText from '@salesforce/label/c.Linnworks_Attempts_And_Age';
import lastSeen from '@salesforce/label/c.Linnworks_Last_Seen';
import nextTry from '@salesforce/label/c.Linnworks_Next_Try';
import owner from '@salesforce/label/c.Linnworks_Owner';
import trace from '@salesforce/label/c.Linnworks_Trace';
import ignored from '@salesforce/label/c.Linnworks_Ignored_Because';
import resolution from '@salesforce/label/c.Linnworks_Resolution';
import sent from '@salesforce/label/c.Linnworks_What_Was_Sent';
import answered from '@salesforce/label/c.Linnworks_What_Was_Answered';
import details from '@salesforce/label/c.Linnworks_More_Details';
import gone from '@salesforce/label/c.Linnworks_Problem_Gone';
import goneText from '@salesforce/label/c.Linnworks_Problem_Gone_Text';

export const LABELS = {
  title,
  close,
  whatToDo,
  lookOnly,
  record,
  status,
  code,
  field,
  attempts,
  attemptsText,
  lastSeen,
  nextTry,
  owner,
  trace,
  ignored,
  resolution,
  sent,
  answered,
  details,
  gone,
  goneText,
};
