import text from '@salesforce/label/c.Linnworks_Fields_Text';
import show from '@salesforce/label/c.Linnworks_Fields_Show';
import showing from '@salesforce/label/c.Linnworks_Checking';
import start from '@salesforce/label/c.Linnworks_Fields_Start';
import startText from '@salesforce/label/c.Linnworks_Fields_Start_Text';
import onlyRows from '@salesforce/label/c.Linnworks_Fields_Only_Rows';
import drift from '@salesforce/label/c.Linnworks_Fields_Drift';
import driftText from '@salesforce/label/c.Linnworks_Fields_Drift_Text';
import wrongRows from '@salesforce/label/c.Linnworks_Fields_Wrong_Rows';
import wrongRowsText from '@salesforce/label/c.Linnworks_Fields_Wrong_Rows_Text';
import rows from '@salesforce/label/c.Linnworks_Fields_Rows';
import failed from '@salesforce/label/c.Linnworks_Fields_Failed';
import late from '@salesforce/label/c.Linnworks_Worker_Late';
import unknown from '@salesforce/label/c.Linnworks_Unknown_Failure';
import unreadable from '@salesforce/label/c.Linnworks_Check_Unreadable';
import search from '@salesforce/label/c.Linnworks_Fields_Search';
import noMatch from '@salesforce/label/c.Linnworks_Fields_No_Match';
import checked from '@salesforce/label/c.Linnworks_Checked_Ago';
import hidden from '@salesforce/label/c.Linnworks_Check_Hidden';
import findings from '@salesforce/label/c.Linnworks_Fields_Findings';

export const LABELS = {
  text,
  show,
  showing,
  start,
  startText,
  onlyRows,
  drift,
  driftText,
  wrongRows,
  wrongRowsText,
  rows,
  failed,
  late,
  unknown,
  unreadable,
  search,
  noMatch,
  checked,
  hidden,
  findings,
};
