import retry from '@salesforce/label/c.Linnworks_Retry';
import retryAll from '@salesforce/label/c.Linnworks_Retry_All';
import show from '@salesforce/label/c.Linnworks_Show_Cause';
import whatToDo from '@salesforce/label/c.Linnworks_What_To_Do';
import many from '@salesforce/label/c.Linnworks_Errors_With_Cause';
import noErrors from '@salesforce/label/c.Linnworks_No_Errors';
import noErrorsText from '@salesforce/label/c.Linnworks_No_Errors_Text';
import retryTitle from '@salesforce/label/c.Linnworks_Retry_Cause';

export const LABELS = {
  retry,
  retryAll,
  show,
  whatToDo,
  many,
  noErrors,
  noErrorsText,
  retryTitle,
};
