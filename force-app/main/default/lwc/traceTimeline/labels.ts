import steps from '@salesforce/label/c.Linnworks_Trace_Steps';
import done from '@salesforce/label/c.Linnworks_Step_Done';
import failed from '@salesforce/label/c.Linnworks_Step_Failed';
import waiting from '@salesforce/label/c.Linnworks_Step_Waiting';
import later from '@salesforce/label/c.Linnworks_Later';
import took from '@salesforce/label/c.Linnworks_Took';
import attempt from '@salesforce/label/c.Linnworks_Attempt_Number';
import trace from '@salesforce/label/c.Linnworks_Trace_Of_Step';

export const LABELS = {
  steps,
  done,
  failed,
  waiting,
  later,
  took,
  attempt,
  trace,
};
