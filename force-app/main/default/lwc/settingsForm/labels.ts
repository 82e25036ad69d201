import save from '@salesforce/label/c.Linnworks_Save';
import saving from '@salesforce/label/c.Linnworks_Saving';
import saved from '@salesforce/label/c.Linnworks_Saved';
import locked from '@salesforce/label/c.Linnworks_Settings_Locked';
import unknown from '@salesforce/label/c.Linnworks_Unknown_Failure';
import settings from '@salesforce/label/c.Linnworks_Settings_Title';
import none from '@salesforce/label/c.Linnworks_Choice_None';
import yes from '@salesforce/label/c.Linnworks_Yes';
import no from '@salesforce/label/c.Linnworks_No';

export const LABELS = {
  save,
  saving,
  saved,
  locked,
  unknown,
  settings,
  none,
  yes,
  no,
};
