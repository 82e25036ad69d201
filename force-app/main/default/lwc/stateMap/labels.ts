import text from '@salesforce/label/c.Linnworks_States_Text';
import current from '@salesforce/label/c.Linnworks_States_Current';
import arriving from '@salesforce/label/c.Linnworks_States_Arriving';
import same from '@salesforce/label/c.Linnworks_States_Same';
import moves from '@salesforce/label/c.Linnworks_States_Moves';
import conflict from '@salesforce/label/c.Linnworks_States_Conflict';
import fact from '@salesforce/label/c.Linnworks_States_Fact';
import by from '@salesforce/label/c.Linnworks_States_By';
import certain from '@salesforce/label/c.Linnworks_States_Certain';
import likely from '@salesforce/label/c.Linnworks_States_Likely';
import weak from '@salesforce/label/c.Linnworks_States_Weak';
import older from '@salesforce/label/c.Linnworks_States_Older';
import status from '@salesforce/label/c.Linnworks_States_Status';
import noStatus from '@salesforce/label/c.Linnworks_States_No_Status';
import matrix from '@salesforce/label/c.Linnworks_States_Matrix';
import legendMove from '@salesforce/label/c.Linnworks_States_Legend_Move';
import legendSame from '@salesforce/label/c.Linnworks_States_Legend_Same';
import legendConflict from '@salesforce/label/c.Linnworks_States_Legend_Conflict';
import shown from '@salesforce/label/c.Linnworks_States_Shown';
import keys from '@salesforce/label/c.Linnworks_States_Keys';

export const LABELS = {
  text,
  current,
  arriving,
  same,
  moves,
  conflict,
  fact,
  by,
  certain,
  likely,
  weak,
  older,
  status,
  noStatus,
  matrix,
  legendMove,
  legendSame,
  legendConflict,
  shown,
  keys,
};
