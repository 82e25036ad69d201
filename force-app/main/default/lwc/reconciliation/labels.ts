import title from '@salesforce/label/c.Linnworks_Reconciliation_Title';
import checkNow from '@salesforce/label/c.Linnworks_Check_Now';
import lookOnly from '@salesforce/label/c.Linnworks_Look_Only';
import asking from '@salesforce/label/c.Linnworks_Asking';
import late from '@salesforce/label/c.Linnworks_Worker_Late';
import unknown from '@salesforce/label/c.Linnworks_Unknown_Failure';
import failed from '@salesforce/label/c.Linnworks_Reconciliation_Failed';
import never from '@salesforce/label/c.Linnworks_Agreement_Never';
import neverText from '@salesforce/label/c.Linnworks_Compared_Never_Text';
import running from '@salesforce/label/c.Linnworks_Agreement_Running';
import incomplete from '@salesforce/label/c.Linnworks_Agreement_Incomplete';
import claim from '@salesforce/label/c.Linnworks_Agreement_All';
import checkedAt from '@salesforce/label/c.Linnworks_Agreement_Checked';
import agree from '@salesforce/label/c.Linnworks_Agree';
import missingThere from '@salesforce/label/c.Linnworks_Missing_There';
import missingHere from '@salesforce/label/c.Linnworks_Missing_Here';
import different from '@salesforce/label/c.Linnworks_Different';
import repaired from '@salesforce/label/c.Linnworks_Repaired';
import all from '@salesforce/label/c.Linnworks_All_Differences';
import differences from '@salesforce/label/c.Linnworks_Differences';
import kinds from '@salesforce/label/c.Linnworks_Difference_Kinds';
import more from '@salesforce/label/c.Linnworks_Show_More';

export const LABELS = {
  title,
  checkNow,
  lookOnly,
  asking,
  late,
  unknown,
  failed,
  never,
  neverText,
  running,
  incomplete,
  claim,
  checkedAt,
  agree,
  missingThere,
  missingHere,
  different,
  repaired,
  all,
  differences,
  kinds,
  more,
};
