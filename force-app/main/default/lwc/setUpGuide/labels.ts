import title from '@salesforce/label/c.Linnworks_Guide_Title';
import progress from '@salesforce/label/c.Linnworks_Guide_Progress';
import steps from '@salesforce/label/c.Linnworks_Guide_Steps';
import step from '@salesforce/label/c.Linnworks_Guide_Step';
import failed from '@salesforce/label/c.Linnworks_Guide_Failed';
import lookOnly from '@salesforce/label/c.Linnworks_Guide_Look_Only';
import askOnly from '@salesforce/label/c.Linnworks_Guide_Ask_Only';
import welcome from '@salesforce/label/c.Linnworks_Guide_Welcome';
import welcomeText from '@salesforce/label/c.Linnworks_Guide_Welcome_Text';
import welcomeWait from '@salesforce/label/c.Linnworks_Guide_Welcome_Wait';
import start from '@salesforce/label/c.Linnworks_Guide_Start';
import late from '@salesforce/label/c.Linnworks_Worker_Late';
import unknown from '@salesforce/label/c.Linnworks_Unknown_Failure';
import saved from '@salesforce/label/c.Linnworks_Settings_Saved';
import unreadable from '@salesforce/label/c.Linnworks_Check_Unreadable';
import observing from '@salesforce/label/c.Linnworks_Guide_Observing';
import live from '@salesforce/label/c.Linnworks_Guide_Live';
import todo from '@salesforce/label/c.Linnworks_Step_Todo';
import waiting from '@salesforce/label/c.Linnworks_Step_Waiting';
import done from '@salesforce/label/c.Linnworks_Step_Done';
import remarks from '@salesforce/label/c.Linnworks_Step_Remarks';
import stepFailed from '@salesforce/label/c.Linnworks_Step_Failed';
import skipped from '@salesforce/label/c.Linnworks_Step_Skipped';
import skippedWords from '@salesforce/label/c.Linnworks_Step_Skipped_Words';
import liveWords from '@salesforce/label/c.Linnworks_Step_Live_Words';

export const LABELS = {
  title,
  progress,
  steps,
  step,
  failed,
  lookOnly,
  askOnly,
  welcome,
  welcomeText,
  welcomeWait,
  start,
  late,
  unknown,
  saved,
  unreadable,
  observing,
  live,
  todo,
  waiting,
  done,
  remarks,
  stepFailed,
  skipped,
  skippedWords,
  liveWords,
};
