import retry from '@salesforce/label/c.Linnworks_Retry';
import correct from '@salesforce/label/c.Linnworks_Correct_And_Retry';
import ignore from '@salesforce/label/c.Linnworks_Ignore';
import assign from '@salesforce/label/c.Linnworks_Assign';
import mayNotEdit from '@salesforce/label/c.Linnworks_May_Not_Edit';
import saveAndRetry from '@salesforce/label/c.Linnworks_Save_And_Retry';
import reason from '@salesforce/label/c.Linnworks_Reason';
import ignoreNow from '@salesforce/label/c.Linnworks_Ignore_Now';
import assignToMe from '@salesforce/label/c.Linnworks_Assign_To_Me';
import findPerson from '@salesforce/label/c.Linnworks_Find_Person';
import person from '@salesforce/label/c.Linnworks_Person';
import choose from '@salesforce/label/c.Linnworks_Choose';
import assignNow from '@salesforce/label/c.Linnworks_Assign_Now';
import asking from '@salesforce/label/c.Linnworks_Asking';
import unknown from '@salesforce/label/c.Linnworks_Unknown_Failure';

export const LABELS = {
  retry,
  correct,
  ignore,
  assign,
  mayNotEdit,
  saveAndRetry,
  reason,
  ignoreNow,
  assignToMe,
  findPerson,
  person,
  choose,
  assignNow,
  asking,
  unknown,
};
