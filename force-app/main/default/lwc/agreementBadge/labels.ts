import title from '@salesforce/label/c.Linnworks_Agreement';
import agree from '@salesforce/label/c.Linnworks_Agreement_All';
import checked from '@salesforce/label/c.Linnworks_Agreement_Checked';
import differences from '@salesforce/label/c.Linnworks_Agreement_Open';
import running from '@salesforce/label/c.Linnworks_Agreement_Running';
import incomplete from '@salesforce/label/c.Linnworks_Agreement_Incomplete';
import old from '@salesforce/label/c.Linnworks_Agreement_Old';
import never from '@salesforce/label/c.Linnworks_Agreement_Never';
import neverText from '@salesforce/label/c.Linnworks_Agreement_Never_Text';
import details from '@salesforce/label/c.Linnworks_Agreement_Details';

export const LABELS = {
  title,
  agree,
  checked,
  differences,
  running,
  incomplete,
  old,
  never,
  neverText,
  details,
};
