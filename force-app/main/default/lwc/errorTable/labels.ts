import errors from '@salesforce/label/c.Linnworks_Errors';
import record from '@salesforce/label/c.Linnworks_Record';
import problem from '@salesforce/label/c.Linnworks_Problem';
import age from '@salesforce/label/c.Linnworks_Age';
import attempts from '@salesforce/label/c.Linnworks_Attempts';
import nextTry from '@salesforce/label/c.Linnworks_Next_Try';
import owner from '@salesforce/label/c.Linnworks_Owner';
import actions from '@salesforce/label/c.Linnworks_Actions';
import solve from '@salesforce/label/c.Linnworks_Solve';
import show from '@salesforce/label/c.Linnworks_Show';
import openTitle from '@salesforce/label/c.Linnworks_Open_Error';
import chooseTitle from '@salesforce/label/c.Linnworks_Choose_Record';
import retryTitle from '@salesforce/label/c.Linnworks_Retry_Record';
import notByItself from '@salesforce/label/c.Linnworks_Not_By_Itself';

export const LABELS = {
  errors,
  record,
  problem,
  age,
  attempts,
  nextTry,
  owner,
  actions,
  solve,
  show,
  openTitle,
  chooseTitle,
  retryTitle,
  notByItself,
};
