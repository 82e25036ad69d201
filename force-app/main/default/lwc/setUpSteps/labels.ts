import progress from '@salesforce/label/c.Linnworks_Guide_Progress';
import steps from '@salesforce/label/c.Linnworks_Guide_Steps';
import step from '@salesforce/label/c.Linnworks_Guide_Step';

export const LABELS = {
  progress,
  steps,
  step,
};
