import lastSuccess from '@salesforce/label/c.Linnworks_Last_Success';
import lag from '@salesforce/label/c.Linnworks_Lag';
import waiting from '@salesforce/label/c.Linnworks_Waiting';
import errors from '@salesforce/label/c.Linnworks_Errors';
import lastDay from '@salesforce/label/c.Linnworks_Last_24_Hours';
import doneAndFailed from '@salesforce/label/c.Linnworks_Done_And_Failed';
import nextRun from '@salesforce/label/c.Linnworks_Next_Run';
import oldest from '@salesforce/label/c.Linnworks_Oldest_Waiting';
import paused from '@salesforce/label/c.Linnworks_Paused';
import pause from '@salesforce/label/c.Linnworks_Pause_Stream';
import resume from '@salesforce/label/c.Linnworks_Resume_Stream';
import syncNow from '@salesforce/label/c.Linnworks_Sync_Stream_Now';
import progress from '@salesforce/label/c.Linnworks_Progress';

export const LABELS = {
  lastSuccess,
  lag,
  waiting,
  errors,
  lastDay,
  doneAndFailed,
  nextRun,
  oldest,
  paused,
  pause,
  resume,
  syncNow,
  progress,
};
