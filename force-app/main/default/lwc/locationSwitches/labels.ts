import title from '@salesforce/label/c.Linnworks_Stock_Locations';
import help from '@salesforce/label/c.Linnworks_Stock_Locations_Help';
import none from '@salesforce/label/c.Linnworks_Stock_Locations_None';
import noneText from '@salesforce/label/c.Linnworks_Stock_Locations_None_Text';
import unknown from '@salesforce/label/c.Linnworks_Unknown_Failure';
import failed from '@salesforce/label/c.Linnworks_Stock_Locations_Failed';

export const LABELS = {
  title,
  help,
  none,
  noneText,
  unknown,
  failed,
};
