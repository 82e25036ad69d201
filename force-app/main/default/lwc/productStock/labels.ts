import title from '@salesforce/label/c.Linnworks_Stock_Title';
import refreshNow from '@salesforce/label/c.Linnworks_Refresh_Now';
import lookOnly from '@salesforce/label/c.Linnworks_Stock_Look_Only';
import asking from '@salesforce/label/c.Linnworks_Asking';
import late from '@salesforce/label/c.Linnworks_Answer_Late';
import unknown from '@salesforce/label/c.Linnworks_Unknown_Failure';
import empty from '@salesforce/label/c.Linnworks_Stock_Empty';
import emptyText from '@salesforce/label/c.Linnworks_Stock_Empty_Text';
import location from '@salesforce/label/c.Linnworks_Location';
import onHand from '@salesforce/label/c.Linnworks_On_Hand';
import allocated from '@salesforce/label/c.Linnworks_Allocated';
import available from '@salesforce/label/c.Linnworks_Available';
import due from '@salesforce/label/c.Linnworks_Due';
import total from '@salesforce/label/c.Linnworks_All_Locations';
import belowMinimum from '@salesforce/label/c.Linnworks_Below_Minimum';
import oversold from '@salesforce/label/c.Linnworks_Oversold';
import justInTime from '@salesforce/label/c.Linnworks_Just_In_Time';
import missing from '@salesforce/label/c.Linnworks_Stock_Missing';
import composite from '@salesforce/label/c.Linnworks_Composite';
import movements from '@salesforce/label/c.Linnworks_Movements';
import noMovements from '@salesforce/label/c.Linnworks_No_Movements';
import chart from '@salesforce/label/c.Linnworks_Movement_Chart';
import change from '@salesforce/label/c.Linnworks_Change';
import when from '@salesforce/label/c.Linnworks_When';
import after from '@salesforce/label/c.Linnworks_Level_After';
import note from '@salesforce/label/c.Linnworks_Note';
import read from '@salesforce/label/c.Linnworks_Read_Ago';
import staleText from '@salesforce/label/c.Linnworks_Stock_Stale_Text';

export const LABELS = {
  title,
  refreshNow,
  lookOnly,
  asking,
  late,
  unknown,
  empty,
  emptyText,
  location,
  onHand,
  allocated,
  available,
  due,
  total,
  belowMinimum,
  oversold,
  justInTime,
  missing,
  composite,
  movements,
  noMovements,
  chart,
  change,
  when,
  after,
  note,
  read,
  staleText,
};
