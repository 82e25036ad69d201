import title from '@salesforce/label/c.Linnworks_Trace_Title';
import question from '@salesforce/label/c.Linnworks_Trace_Question';
import questionHint from '@salesforce/label/c.Linnworks_Trace_Question_Hint';
import show from '@salesforce/label/c.Linnworks_Trace_Show';
import lookOnly from '@salesforce/label/c.Linnworks_Trace_Look_Only';
import start from '@salesforce/label/c.Linnworks_Trace_Start';
import startText from '@salesforce/label/c.Linnworks_Trace_Start_Text';
import notFound from '@salesforce/label/c.Linnworks_Trace_Not_Found';
import notFoundText from '@salesforce/label/c.Linnworks_Trace_Not_Found_Text';
import failed from '@salesforce/label/c.Linnworks_Trace_Failed';
import unreadable from '@salesforce/label/c.Linnworks_Trace_Unreadable';
import subject from '@salesforce/label/c.Linnworks_Trace_Subject';
import cut from '@salesforce/label/c.Linnworks_Trace_Cut';
import late from '@salesforce/label/c.Linnworks_Worker_Late';
import unknown from '@salesforce/label/c.Linnworks_Unknown_Failure';

export const LABELS = {
  title,
  question,
  questionHint,
  show,
  lookOnly,
  start,
  startText,
  notFound,
  notFoundText,
  failed,
  unreadable,
  subject,
  cut,
  late,
  unknown,
};
