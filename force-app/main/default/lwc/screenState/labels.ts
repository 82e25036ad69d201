import loading from '@salesforce/label/c.Linnworks_Loading';
import tryAgain from '@salesforce/label/c.Linnworks_Try_Again';
import empty from '@salesforce/label/c.Linnworks_Nothing_Here';
import failed from '@salesforce/label/c.Linnworks_Cannot_Be_Read';
import failedText from '@salesforce/label/c.Linnworks_Cannot_Be_Read_Text';
import noAccess from '@salesforce/label/c.Linnworks_No_Access';
import noAccessText from '@salesforce/label/c.Linnworks_No_Access_Text';
import stale from '@salesforce/label/c.Linnworks_Stale';
import staleText from '@salesforce/label/c.Linnworks_Stale_Text';
import partial from '@salesforce/label/c.Linnworks_Partial';
import partialText from '@salesforce/label/c.Linnworks_Partial_Text';

export const LABELS = {
  loading,
  tryAgain,
  empty,
  failed,
  failedText,
  noAccess,
  noAccessText,
  stale,
  staleText,
  partial,
  partialText,
};
