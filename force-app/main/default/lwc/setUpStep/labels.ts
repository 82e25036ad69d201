import number from '@salesforce/label/c.Linnworks_Step_Number';
import check from '@salesforce/label/c.Linnworks_Check_Now';
import again from '@salesforce/label/c.Linnworks_Check_Again';
import checking from '@salesforce/label/c.Linnworks_Checking';
import checked from '@salesforce/label/c.Linnworks_Checked_Ago';
import notYet from '@salesforce/label/c.Linnworks_Check_Not_Yet';
import notYetText from '@salesforce/label/c.Linnworks_Check_Not_Yet_Text';
import mayNotAsk from '@salesforce/label/c.Linnworks_Check_May_Not';
import late from '@salesforce/label/c.Linnworks_Worker_Late';
import back from '@salesforce/label/c.Linnworks_Back';
import skip from '@salesforce/label/c.Linnworks_Skip';
import next from '@salesforce/label/c.Linnworks_Continue';
import load from '@salesforce/label/c.Linnworks_Load_Stock_Now';
import loadHint from '@salesforce/label/c.Linnworks_Load_Stock_Hint';
import result from '@salesforce/label/c.Linnworks_Check_Result';
import expired from '@salesforce/label/c.Linnworks_Check_Expired';

export const LABELS = {
  number,
  check,
  again,
  checking,
  checked,
  notYet,
  notYetText,
  mayNotAsk,
  late,
  back,
  skip,
  next,
  load,
  loadHint,
  result,
  expired,
};
