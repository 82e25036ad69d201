import title from '@salesforce/label/c.Linnworks_Dashboard_Title';
import syncNow from '@salesforce/label/c.Linnworks_Sync_Now';
import refresh from '@salesforce/label/c.Linnworks_Refresh';
import loading from '@salesforce/label/c.Linnworks_Loading';
import tryAgain from '@salesforce/label/c.Linnworks_Try_Again';
import unknown from '@salesforce/label/c.Linnworks_Unknown_Failure';
import failed from '@salesforce/label/c.Linnworks_Dashboard_Failed';
import noWorker from '@salesforce/label/c.Linnworks_No_Worker';
import noWorkerText from '@salesforce/label/c.Linnworks_No_Worker_Text';
import orderStates from '@salesforce/label/c.Linnworks_Order_States';
import errors from '@salesforce/label/c.Linnworks_Errors';
import errorsCount from '@salesforce/label/c.Linnworks_Errors_Count';
import recent from '@salesforce/label/c.Linnworks_Recent_Orders';
import noOrders from '@salesforce/label/c.Linnworks_No_Orders';
import noOrdersText from '@salesforce/label/c.Linnworks_No_Orders_Text';
import budgets from '@salesforce/label/c.Linnworks_Budgets';
import budget from '@salesforce/label/c.Linnworks_Budget';
import orderAndNumber from '@salesforce/label/c.Linnworks_Order_And_Number';
import syncAsked from '@salesforce/label/c.Linnworks_Sync_Asked';
import notStarted from '@salesforce/label/c.Linnworks_Not_Started';
import notStartedText from '@salesforce/label/c.Linnworks_Not_Started_Text';
import workerGone from '@salesforce/label/c.Linnworks_Worker_Gone';
import workerGoneText from '@salesforce/label/c.Linnworks_Worker_Gone_Text';
import workerSeen from '@salesforce/label/c.Linnworks_Worker_Seen';
import streamFailing from '@salesforce/label/c.Linnworks_Stream_Failing';
import needAttention from '@salesforce/label/c.Linnworks_Need_Attention';
import allWell from '@salesforce/label/c.Linnworks_All_Well';

export const LABELS = {
  title,
  syncNow,
  refresh,
  loading,
  tryAgain,
  unknown,
  failed,
  noWorker,
  noWorkerText,
  orderStates,
  errors,
  errorsCount,
  recent,
  noOrders,
  noOrdersText,
  budgets,
  budget,
  orderAndNumber,
  syncAsked,
  notStarted,
  notStartedText,
  workerGone,
  workerGoneText,
  workerSeen,
  streamFailing,
  needAttention,
  allWell,
};
