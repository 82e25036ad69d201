import budgets from '@salesforce/label/c.Linnworks_Budgets';
import budget from '@salesforce/label/c.Linnworks_Budget';
import low from '@salesforce/label/c.Linnworks_Budget_Runs_Out';
import lasts from '@salesforce/label/c.Linnworks_Budget_Lasts';
import refills from '@salesforce/label/c.Linnworks_Budget_Refills';
import unknown from '@salesforce/label/c.Linnworks_Budget_Unknown';
import none from '@salesforce/label/c.Linnworks_No_Budgets';
import noneText from '@salesforce/label/c.Linnworks_No_Budgets_Text';

export const LABELS = {
  budgets,
  budget,
  low,
  lasts,
  refills,
  unknown,
  none,
  noneText,
};
