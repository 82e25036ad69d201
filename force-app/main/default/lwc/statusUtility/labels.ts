import notStarted from '@salesforce/label/c.Linnworks_Not_Started';
import workerGone from '@salesforce/label/c.Linnworks_Worker_Gone';
import alarmOpen from '@salesforce/label/c.Linnworks_Alarm_Open';
import running from '@salesforce/label/c.Linnworks_Worker_Runs';
import lastSign from '@salesforce/label/c.Linnworks_Last_Sign';
import stale from '@salesforce/label/c.Linnworks_Stale_Short';
import errorsCount from '@salesforce/label/c.Linnworks_Errors_Count';

export const LABELS = {
  notStarted,
  workerGone,
  alarmOpen,
  running,
  lastSign,
  stale,
  errorsCount,
};
