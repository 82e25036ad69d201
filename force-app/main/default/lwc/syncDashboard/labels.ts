import title from '@salesforce/label/c.Linnworks_Dashboard_Title';
import syncNow from '@salesforce/label/c.Linnworks_Sync_Now';
import refresh from '@salesforce/label/c.Linnworks_Refresh';
import unknown from '@salesforce/label/c.Linnworks_Unknown_Failure';
import failed from '@salesforce/label/c.Linnworks_Dashboard_Failed';
import noWorker from '@salesforce/label/c.Linnworks_No_Worker';
import noWorkerText from '@salesforce/label/c.Linnworks_No_Worker_Text';
import streams from '@salesforce/label/c.Linnworks_Streams';
import errors from '@salesforce/label/c.Linnworks_Errors';
import errorsCount from '@salesforce/label/c.Linnworks_Errors_Count';
import allErrors from '@salesforce/label/c.Linnworks_All_Errors';
import recent from '@salesforce/label/c.Linnworks_Recent_Orders';
import budgets from '@salesforce/label/c.Linnworks_Budgets';
import agreement from '@salesforce/label/c.Linnworks_Agreement';
import orderNumber from '@salesforce/label/c.Linnworks_Order_Number';
import oldest from '@salesforce/label/c.Linnworks_Oldest_Unsent';
import noOldest from '@salesforce/label/c.Linnworks_Nothing_Unsent';
import oldestText from '@salesforce/label/c.Linnworks_Oldest_Unsent_Text';
import syncAsked from '@salesforce/label/c.Linnworks_Asking';
import late from '@salesforce/label/c.Linnworks_Worker_Late';
import pauseQuestion from '@salesforce/label/c.Linnworks_Pause_Question';
import pauseTitle from '@salesforce/label/c.Linnworks_Pause_Title';
import lookOnly from '@salesforce/label/c.Linnworks_Look_Only';
import notStarted from '@salesforce/label/c.Linnworks_Not_Started';
import notStartedText from '@salesforce/label/c.Linnworks_Not_Started_Text';
import workerGone from '@salesforce/label/c.Linnworks_Worker_Gone';
import workerGoneText from '@salesforce/label/c.Linnworks_Worker_Gone_Text';
import workerSeen from '@salesforce/label/c.Linnworks_Worker_Seen';
import streamFailing from '@salesforce/label/c.Linnworks_Stream_Failing';
import streamPaused from '@salesforce/label/c.Linnworks_Stream_Is_Paused';
import streamPausedText from '@salesforce/label/c.Linnworks_Stream_Is_Paused_Text';
import needAttention from '@salesforce/label/c.Linnworks_Need_Attention';
import oneNeedsAttention from '@salesforce/label/c.Linnworks_One_Needs_Attention';
import alarmOpen from '@salesforce/label/c.Linnworks_Alarm_Open';
import allWell from '@salesforce/label/c.Linnworks_All_Well';

export const LABELS = {
  title,
  syncNow,
  refresh,
  unknown,
  failed,
  noWorker,
  noWorkerText,
  streams,
  errors,
  errorsCount,
  allErrors,
  recent,
  budgets,
  agreement,
  orderNumber,
  oldest,
  noOldest,
  oldestText,
  syncAsked,
  late,
  pauseQuestion,
  pauseTitle,
  lookOnly,
  notStarted,
  notStartedText,
  workerGone,
  workerGoneText,
  workerSeen,
  streamFailing,
  streamPaused,
  streamPausedText,
  needAttention,
  oneNeedsAttention,
  alarmOpen,
  allWell,
};
