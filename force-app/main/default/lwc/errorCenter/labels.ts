import title from '@salesforce/label/c.Linnworks_Errors_Title';
import refresh from '@salesforce/label/c.Linnworks_Refresh';
import unknown from '@salesforce/label/c.Linnworks_Unknown_Failure';
import failed from '@salesforce/label/c.Linnworks_Errors_Failed';
import lookOnly from '@salesforce/label/c.Linnworks_Look_Only';
import states from '@salesforce/label/c.Linnworks_Errors_By_State';
import tab from '@salesforce/label/c.Linnworks_Status_And_Count';
import search from '@salesforce/label/c.Linnworks_Search_Errors';
import searchHint from '@salesforce/label/c.Linnworks_Search_Errors_Hint';
import kind from '@salesforce/label/c.Linnworks_Kind';
import anyKind from '@salesforce/label/c.Linnworks_Any_Kind';
import clear from '@salesforce/label/c.Linnworks_Clear_Filters';
import causes from '@salesforce/label/c.Linnworks_Causes';
import errors from '@salesforce/label/c.Linnworks_Errors';
import shown from '@salesforce/label/c.Linnworks_Shown';
import shownOfMore from '@salesforce/label/c.Linnworks_Shown_Of_More';
import retryChosen from '@salesforce/label/c.Linnworks_Retry_Chosen';
import retryShown from '@salesforce/label/c.Linnworks_Retry_Shown';
import more from '@salesforce/label/c.Linnworks_Show_More';
import nothingFound from '@salesforce/label/c.Linnworks_Nothing_Found';
import nothingFoundText from '@salesforce/label/c.Linnworks_Nothing_Found_Text';
import nothingHere from '@salesforce/label/c.Linnworks_Nothing_In_State';
import nothingHereText from '@salesforce/label/c.Linnworks_Nothing_In_State_Text';
import late from '@salesforce/label/c.Linnworks_Worker_Late';

export const LABELS = {
  title,
  refresh,
  unknown,
  failed,
  lookOnly,
  states,
  tab,
  search,
  searchHint,
  kind,
  anyKind,
  clear,
  causes,
  errors,
  shown,
  shownOfMore,
  retryChosen,
  retryShown,
  more,
  nothingFound,
  nothingFoundText,
  nothingHere,
  nothingHereText,
  late,
};
