import text from '@salesforce/label/c.Linnworks_Rules_Text';
import test from '@salesforce/label/c.Linnworks_Rules_Test';
import testing from '@salesforce/label/c.Linnworks_Checking';
import start from '@salesforce/label/c.Linnworks_Rules_Start';
import startText from '@salesforce/label/c.Linnworks_Rules_Start_Text';
import onlyLook from '@salesforce/label/c.Linnworks_Rules_Only_Look';
import order from '@salesforce/label/c.Linnworks_Rules_Order';
import asks from '@salesforce/label/c.Linnworks_Rules_Asks';
import none from '@salesforce/label/c.Linnworks_Rules_None';
import noneText from '@salesforce/label/c.Linnworks_Rules_None_Text';
import rules from '@salesforce/label/c.Linnworks_Rules_List';
import late from '@salesforce/label/c.Linnworks_Worker_Late';
import unknown from '@salesforce/label/c.Linnworks_Unknown_Failure';
import unreadable from '@salesforce/label/c.Linnworks_Check_Unreadable';
import open from '@salesforce/label/c.Linnworks_Check_Open_Record';
import wins from '@salesforce/label/c.Linnworks_Rules_Wins';
import misses from '@salesforce/label/c.Linnworks_Rules_Misses';
import rows from '@salesforce/label/c.Linnworks_Fields_Rows';
import outcome from '@salesforce/label/c.Linnworks_Rules_Outcome';

export const LABELS = {
  text,
  test,
  testing,
  start,
  startText,
  onlyLook,
  order,
  asks,
  none,
  noneText,
  rules,
  late,
  unknown,
  unreadable,
  open,
  wins,
  misses,
  rows,
  outcome,
};
